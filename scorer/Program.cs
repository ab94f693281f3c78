using Matcher.Scorer;

return await ScorerCommands.Root().Parse(args).InvokeAsync();
