using Matcher.Data.Domain;

namespace Matcher.Scorer.Simulation;

/// <summary>
/// Fits the alternative-specific constants until simulated people choose levels and types of provider as the published table has them.
/// Each step adds ln(published share / simulated share), as is usual for constants of choice models (Train, Discrete Choice Methods with
/// Simulation, 2009, section 2.8). Whether providers are regional or national is not fitted: it is held out, to be checked.
/// </summary>
internal static class Calibration
{
    private const int Steps = 40;

    /// <summary>What nobody chose counts as this, so that its logarithm is a number.</summary>
    private const double LeastShare = 1e-6;

    /// <summary>Fits the constants of a logit's weights.</summary>
    /// <param name="figures">The published shares.</param>
    /// <param name="weights">Whose constants are fitted.</param>
    /// <param name="choosers">People who chose with all constants 0: what constants do to their probabilities follows from those.</param>
    public static void Fit(Figures figures, ChoiceWeights weights, IReadOnlyList<Chooser> choosers)
    {
        for (var step = 0; step < Steps; step++)
        {
            var (levels, types) = Shares(choosers, weights);
            Adjust(weights.Level, figures.Shares<Accreditation>("level"), levels);
            Adjust(weights.ProviderType, figures.Shares<ProviderType>("providerType"), types);
        }
    }

    // In a logit, a constant multiplies the odds of what it stands for by its exp.
    private static (double[] Levels, double[] Types) Shares(IReadOnlyList<Chooser> choosers, ChoiceWeights weights)
    {
        var (levels, types) = (new double[weights.Level.Length], new double[weights.ProviderType.Length]);
        var (levelOdds, typeOdds) = (Array.ConvertAll(weights.Level, Math.Exp), Array.ConvertAll(weights.ProviderType, Math.Exp));
        foreach (var chooser in choosers)
        {
            var sum = 0.0;
            for (var i = 0; i < chooser.Alternatives.Length; i++) sum += Odds(chooser, i);
            for (var i = 0; i < chooser.Alternatives.Length; i++)
            {
                var (level, type) = Groups(chooser, i);
                var probability = Odds(chooser, i) / sum / choosers.Count;
                levels[level] += probability;
                types[type] += probability;
            }
        }
        return (levels, types);

        double Odds(Chooser chooser, int alternative)
        {
            var (level, type) = Groups(chooser, alternative);
            return chooser.Probabilities[alternative] * levelOdds[level] * typeOdds[type];
        }
    }

    private static (int Level, int Type) Groups(Chooser chooser, int alternative)
    {
        var course = chooser.Alternatives[alternative].Cohort.Course;
        return ((int)course.Accreditation, (int)course.Provider.Type);
    }

    private static void Adjust(double[] constants, double[] published, double[] simulated)
    {
        for (var i = 0; i < constants.Length; i++) constants[i] += Math.Log(published[i] / Math.Max(simulated[i], LeastShare));
        // Only differences count: hold the first at 0.
        var first = constants[0];
        for (var i = 0; i < constants.Length; i++) constants[i] -= first;
    }
}
