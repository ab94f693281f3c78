using System.CommandLine;
using Matcher.Scorer.Evaluation;
using Matcher.Scorer.Training;

namespace Matcher.Scorer;

/// <summary>The verbs of the command line.</summary>
internal static class ScorerCommands
{
    public static RootCommand Root() =>
        new("Matcher's scorer: ranks course cohorts for a Careers Leader with a model trained on simulated choices.")
        {
            ServeCommand.Serve(),
            TrainingCommands.Simulate(),
            TrainingCommands.Train(),
            EvaluateCommand.Evaluate(),
            ModelCommands.Model(),
        };
}
