using System.Globalization;
using System.Text;
using Matcher.Scorer.Models;

namespace Matcher.Scorer.Training;

/// <summary>Writes what a model is for a person to read, from its manifest alone.</summary>
internal static class ModelCard
{
    public static string Write(ModelManifest manifest)
    {
        var card = new StringBuilder();
        void Line(FormattableString text) => card.Append(text.ToString(CultureInfo.InvariantCulture)).Append('\n');
        var (counts, metrics) = (manifest.Counts, manifest.Metrics);

        Line($"# Model card: {manifest.Version}");
        Line($"");
        Line($"Written by `scorer -- train` from the manifest beside it; don't edit it by hand.");
        Line($"");
        Line($"**Trained on simulated choices.** Nobody's recorded choice is behind this model. A simulator, calibrated on the published choices of 52 interviewees who are no census, made {counts.TrainingChoosers:N0} people choose; {manifest.Trainer} learned to rank as they chose ({manifest.Trees} trees of at most {manifest.Leaves} leaves, {counts.TrainingRows:N0} rows, {manifest.FeatureSchema.Count} features, seed {manifest.Seed}, {manifest.TrainedOn:yyyy-MM-dd}). The catalogue they chose from ({manifest.CatalogueVersion}) is illustrative.");
        Line($"");
        Line($"## Agreement with the calibrated simulator");
        Line($"");
        Line($"On {counts.TestChoosers:N0} simulated people it had not seen. This says how well the model learned the simulator, and nothing of how well the simulator knows real people.");
        Line($"");
        Line($"| | |");
        Line($"|---|---:|");
        Line($"| The first recommended cohort is the one chosen | {Percent(metrics.FirstChosen)} |");
        Line($"| The chosen cohort is among the first five | {Percent(metrics.AmongFirstFive)} |");
        Line($"| Mean reciprocal rank of the choice | {metrics.ReciprocalRank:F3} |");
        Line($"| Log-loss of the choice probability, in nats (every candidate alike: {metrics.UniformLogLoss:F3}) | {metrics.LogLoss:F3} |");
        Line($"| Mean simulated probability of taking the first cohort | {metrics.FirstProbability:F3} |");
        Line($"| … of the first by a hand rule (wanted level, then distance, then start) | {metrics.HandRuleFirstProbability:F3} |");
        Line($"| … of the first by somebody who knows every taste of the person | {metrics.BestFirstProbability:F3} |");
        Line($"| The first recommendation has the preferred level, where that is eligible | {Percent(metrics.PreferredLevelFirst)} |");
        Line($"");
        Line($"## Calibration of the simulator");
        Line($"");
        Line($"Fitted, not held out: constants were adjusted until these shares agreed (Evaluation of the Careers Leader Training, IES, 2020, table 1.2).");
        Line($"");
        Line($"| figure | group | published | simulated |");
        Line($"|---|---|---:|---:|");
        foreach (var row in manifest.Calibration) Line($"| {row.Figure} | {row.Group} | {Percent(row.Published)} | {Percent(row.Simulated)} |");
        Line($"");
        Line($"## Limits");
        Line($"");
        Line($"- Most of the simulator's weights are assumed; `data/figures/choice-weights.csv` says of each what it rests on.");
        Line($"- People in the simulation choose among all that is eligible; nobody asks a colleague or waits for a course.");
        Line($"- Scores only compare within one answer. Choice probabilities are the simulator's, not observed ones.");
        Line($"");
        Line($"Train again with `dotnet run --project scorer -c Release -- train --trainer {manifest.Trainer} --choosers {manifest.Choosers} --trees {manifest.Trees} --leaves {manifest.Leaves} --learning-rate {manifest.LearningRate} --seed {manifest.Seed}`; the same seed gives the same model file, byte for byte.");
        return card.ToString();
    }

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:F1}%");
}
