using Matcher.Data.Domain;
using Matcher.Scorer.Models;

namespace Matcher.Scorer.Training;

/// <summary>
/// Fits the alternative-specific constants until simulated people choose levels, types of provider and coverage as the published table
/// has them. Each step adds ln(published share / simulated share), as is usual for constants of choice models (Train, Discrete Choice
/// Methods with Simulation, 2009, section 2.8).
/// </summary>
internal sealed class Calibration(Figures figures, ChoiceModel choices)
{
    private const int Steps = 20;

    /// <summary>What nobody chose counts as this, so that its logarithm is a number.</summary>
    private const double LeastShare = 1e-6;

    /// <summary>How often <see cref="Fit"/> calls <c>step</c>.</summary>
    public static int StepCount => Steps + 1;

    /// <summary>Fits the constants and tells how close they came.</summary>
    /// <param name="draw">Draws choosers with the constants as they are at the time.</param>
    /// <param name="step">Called after each step.</param>
    public IReadOnlyList<CalibrationRow> Fit(Func<List<Chooser>> draw, Action step)
    {
        for (var i = 0; i < Steps; i++)
        {
            var choosers = draw();
            var constants = choices.Constants;
            Adjust(constants.Level, figures.Shares<Accreditation>("level"), Shares<Accreditation>(choosers, course => course.Accreditation));
            Adjust(constants.ProviderType, figures.Shares<ProviderType>("providerType"), Shares<ProviderType>(choosers, course => course.Provider.Type));
            var (published, simulated) = (figures.Shares<Coverage>("coverage"), Shares<Coverage>(choosers, course => course.Provider.Coverage));
            constants.Regional += Math.Log(published[(int)Coverage.Regional] / published[(int)Coverage.National]) - Math.Log(Math.Max(simulated[Coverage.Regional], LeastShare) / Math.Max(simulated[Coverage.National], LeastShare));
            step();
        }
        var final = draw();
        step();
        return
        [
            .. Compare("level", Shares<Accreditation>(final, course => course.Accreditation)),
            .. Compare("providerType", Shares<ProviderType>(final, course => course.Provider.Type)),
            .. Compare("coverage", Shares<Coverage>(final, course => course.Provider.Coverage)),
        ];

        IEnumerable<CalibrationRow> Compare<T>(string figure, Dictionary<T, double> simulated)
            where T : struct, Enum =>
            simulated.Select(pair => new CalibrationRow(figure, Words.Of(pair.Key), figures.Share(figure, pair.Key), pair.Value));
    }

    private static void Adjust<T>(double[] constants, double[] published, Dictionary<T, double> simulated)
        where T : struct, Enum
    {
        foreach (var (index, share) in simulated.Values.Index()) constants[index] += Math.Log(published[index] / Math.Max(share, LeastShare));
        // Only differences count: hold the first at 0.
        var first = constants[0];
        for (var i = 0; i < constants.Length; i++) constants[i] -= first;
    }

    /// <summary>Expected shares: choice probabilities summed by group, in the enum's order.</summary>
    private static Dictionary<T, double> Shares<T>(List<Chooser> choosers, Func<Course, T> group)
        where T : struct, Enum
    {
        var shares = Enum.GetValues<T>().ToDictionary(value => value, _ => 0.0);
        foreach (var chooser in choosers)
        {
            for (var i = 0; i < chooser.Candidates.Length; i++)
                shares[group(chooser.Candidates[i].Cohort.Course)] += chooser.Probabilities[i] / choosers.Count;
        }
        return shares;
    }
}
