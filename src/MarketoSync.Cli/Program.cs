using MarketoSync.Cli;

return await CommandLine.RunAsync(args, Terminal.OfProcess());
