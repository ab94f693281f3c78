using Matcher.Data.Domain;

namespace Matcher.Scorer.Simulation;

/// <summary>
/// Fits the alternative-specific constants until simulated people choose levels and types of provider as the published table has them.
/// Each step adds ln(published share / simulated share), as is usual for constants of choice models (Train, Discrete Choice Methods with
/// Simulation, 2009, section 2.8). Whether providers are regional or national is not fitted: it is held out, to be checked.
/// </summary>
internal static class Calibration
{
    private const int Steps = 12;

    /// <summary>What nobody chose counts as this, so that its logarithm is a number.</summary>
    private const double LeastShare = 1e-6;

    /// <summary>Fits the constants of a family's weights.</summary>
    /// <param name="figures">The published shares.</param>
    /// <param name="weights">Whose constants are fitted.</param>
    /// <param name="draw">Draws choosers with the constants as they are at the time.</param>
    public static void Fit(Figures figures, ChoiceWeights weights, Func<IReadOnlyList<Chooser>> draw)
    {
        for (var i = 0; i < Steps; i++)
        {
            var choosers = draw();
            Adjust(weights.Level, figures.Shares<Accreditation>("level"), Shares(choosers, course => course.Accreditation));
            Adjust(weights.ProviderType, figures.Shares<ProviderType>("providerType"), Shares(choosers, course => course.Provider.Type));
        }
    }

    /// <summary>Expected shares: choice probabilities summed by group, in the enum's order.</summary>
    public static double[] Shares<T>(IReadOnlyList<Chooser> choosers, Func<Course, T> group)
        where T : struct, Enum
    {
        var groups = Enum.GetValues<T>();
        var shares = new double[groups.Length];
        foreach (var chooser in choosers)
        {
            for (var i = 0; i < chooser.Alternatives.Length; i++)
                shares[Array.IndexOf(groups, group(chooser.Alternatives[i].Cohort.Course))] += chooser.Probabilities[i] / choosers.Count;
        }
        return shares;
    }

    private static void Adjust(double[] constants, double[] published, double[] simulated)
    {
        for (var i = 0; i < constants.Length; i++) constants[i] += Math.Log(published[i] / Math.Max(simulated[i], LeastShare));
        // Only differences count: hold the first at 0.
        var first = constants[0];
        for (var i = 0; i < constants.Length; i++) constants[i] -= first;
    }
}
