import { watchDisk } from './full-disk.ts';

// Loaded before all else, by a process and each of its threads.
watchDisk();
