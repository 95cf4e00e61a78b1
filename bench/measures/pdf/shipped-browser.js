// Loaded before pagedjs-cli, whose command line has no option for the browser to start.
import puppeteer from 'puppeteer';

const launch = puppeteer.launch.bind(puppeteer);
puppeteer.launch = (options) => launch({ ...options, executablePath: process.env.SHIPPED_BROWSER });
