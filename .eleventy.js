import { configureEleventy } from './src/site/plugin.ts';

export default configureEleventy;
