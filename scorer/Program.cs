using Matcher.Scorer;

// Longer than any call takes that is finished before it ends.
return await ScorerCommands.Root().Parse(args).InvokeAsync(new() { ProcessTerminationTimeout = TimeSpan.FromSeconds(25) });
