using Matcher.Api.Hosting;

return await ApiCommands.Run(args);
