using System.CommandLine;
using System.Globalization;
using System.Net.Sockets;
using Matcher.Data;
using Matcher.Scorer.Training;

namespace Matcher.Scorer;

/// <summary>The verbs of the command line.</summary>
internal static class ScorerCommands
{
    private const string DefaultUrl = "http://localhost:5081";

    public static RootCommand Root() => new("Matcher's scorer: ranks course cohorts for a Careers Leader with a model trained on simulated choices.")
    {
        Serve(),
        Train(),
    };

    private static Command Serve()
    {
        var urls = new Option<string>("--urls") { Description = "Where to listen, for gRPC over HTTP/2 without TLS.", DefaultValueFactory = _ => DefaultUrl };
        var model = new Option<string>("--model") { Description = "The folder of the model and its manifest.", DefaultValueFactory = _ => DataFiles.Model };
        var baseline = new Option<bool>("--baseline") { Description = "Serve the conditional logit that the model stands on in its place." };
        var command = new Command("serve", "Answers scoring requests until it is stopped.") { urls, model, baseline };
        command.SetAction(async (parsed, cancellation) =>
        {
            WebApplication app;
            try
            {
                app = ScorerApp.Build(parsed.GetValue(model)!, parsed.GetValue(baseline), host => host.UseUrls(parsed.GetValue(urls)!), AddLogging);
            }
            catch (Exception error) when (error is InvalidDataException or IOException or UnauthorizedAccessException)
            {
                return Fail(error.Message);
            }
            await using (app)
            {
                try
                {
                    await app.StartAsync(cancellation);
                }
                catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
                {
                    return 0;
                }
                catch (Exception error) when (error is IOException or SocketException or FormatException or InvalidOperationException or ArgumentException)
                {
                    return Fail($"Can't listen on {parsed.GetValue(urls)}: {error.Message}");
                }
                Console.WriteLine($"Scorer ready on {string.Join(", ", app.Urls)}. Stop it with Ctrl+C.");
                await app.WaitForShutdownAsync(cancellation);
            }
            return 0;
        });
        return command;
    }

    private static Command Train()
    {
        var folder = new Option<string>("--out") { Description = "The folder to write the model to.", DefaultValueFactory = _ => Path.Combine("data", "model") };
        var choosers = new Option<int>("--choosers") { Description = "Simulated people to learn from, 100 to 1,000,000.", DefaultValueFactory = _ => 20_000 };
        var seed = new Option<int>("--seed") { Description = "The same seed gives the same model.", DefaultValueFactory = _ => 2026 };
        Within(choosers, 100, 1_000_000);
        var command = new Command("train", "Simulates choices from published figures, trains a ranker and writes model and manifest.") { folder, choosers, seed };
        command.SetAction((parsed, cancellation) =>
        {
            var training = new ModelTraining(Learner.Default(parsed.GetValue(seed)), parsed.GetValue(choosers), parsed.GetValue(seed));
            var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
            var to = Path.GetFullPath(parsed.GetValue(folder)!);
            try
            {
                var manifest = TrainingDisplay.Show(progress => training.Run(to, today, [], progress, cancellation));
                TrainingDisplay.Summarise(manifest, to);
                return Task.FromResult(0);
            }
            catch (Exception error) when (error is InvalidDataException or InvalidOperationException or IOException or UnauthorizedAccessException)
            {
                return Task.FromResult(Fail(error.Message));
            }
            catch (OperationCanceledException)
            {
                return Task.FromResult(Fail("Stopped. Nothing was written."));
            }
        });
        return command;
    }

    // What keeps the service from starting is told in a sentence, so the host need not log it too.
    private static void AddLogging(ILoggingBuilder logging) =>
        logging.AddSimpleConsole().SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.Extensions.Hosting", LogLevel.Critical);

    private static void Within<T>(Option<T> option, T least, T most)
        where T : IComparable<T>, IParsable<T> => option.Validators.Add(result =>
        {
            // What is no number at all, the parser itself complains of.
            if (result.Tokens is [var token] && T.TryParse(token.Value, CultureInfo.InvariantCulture, out var value) && (value.CompareTo(least) < 0 || value.CompareTo(most) > 0))
                result.AddError($"{option.Name} takes {least} to {most}.");
        });

    private static int Fail(string message)
    {
        Console.Error.WriteLine(message);
        return 1;
    }
}
