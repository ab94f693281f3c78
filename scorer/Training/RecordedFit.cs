using System.Numerics.Tensors;
using Matcher.Protos.Scoring.V1;
using Matcher.Scorer.Features;
using MathNet.Numerics;

namespace Matcher.Scorer.Training;

/// <summary>How far weights may leave the prior.</summary>
/// <param name="Width">A factor on every weight's own spread.</param>
/// <param name="Together">The standard deviation of the factor by which all weights of a factor may grow or shrink together.</param>
/// <param name="Providers">The standard deviation of providers' effects, in log-utilities.</param>
internal readonly record struct PriorWidths(double Width, double Together, double Providers);

/// <summary>Fits the ranker to recorded choices around the prior, and says how well what was learned from some holds for others.</summary>
internal sealed class RecordedFit
{
    private const int MostCourses = 60;
    private const int InnerFolds = 3;

    // With many people one set of them apart tells enough.
    private const int ManyPeople = 1_000;

    // Of a weight's own size, or of 1 if it is smaller: what the report supports moves less than what is assumed.
    private const double SupportedSpread = 0.15;
    private const double AssumedSpread = 0.5;
    private const double PositionSpread = 1;

    // Of the effects of providers: below it they have none.
    private const double LeastProviders = 0.1;

    private static readonly PriorWidths[] Scales = [new(0.3, 0.3, 0.01), new(1, 0.7, 0.8), new(3, 1, 1.5)];

    // What the evaluation says that people choose by (sections 2.4.3 and 3.4); the sizes of the other factors, and of these, are assumed.
    private static readonly Factor[] Supported =
    [
        Factor.Location,
        Factor.Level,
        Factor.AcademicWriting,
        Factor.Availability,
        Factor.StudyTime,
        Factor.Sector,
        Factor.Start,
    ];

    private readonly Learned prior;
    private readonly IReadOnlyList<Choice> people;
    private readonly CancellationToken cancellation;
    private readonly Dictionary<string, int> providers;
    private readonly ChoiceData data;

    public RecordedFit(Learned prior, IReadOnlyList<Choice> people, CancellationToken cancellation)
    {
        (this.prior, this.people, this.cancellation, providers) = (prior, people, cancellation, Choice.Providers(people));
        data = ChoiceData.From(people, prior.Model.ScoresOf(cancellation), MostCourses, prior.Confidence, providers);
    }

    /// <summary>Learns from all but some, again and again, each time choosing the scale without those.</summary>
    /// <param name="folds">Into how many parts people are divided.</param>
    /// <returns>The scale that is best for all, and for each person how much likelier their choice becomes by what the others teach, in
    /// nats.</returns>
    public (PriorWidths Scale, double[] Gains) CrossFit(int folds)
    {
        var gains = new double[people.Count];
        for (var fold = 0; fold < folds; fold++)
        {
            var rest = Indexes(people.Count).Where(i => i % folds != fold).ToList();
            var weights = Fit(rest, BestScale(rest));
            for (var i = fold; i < gains.Length; i += folds)
                gains[i] = LogLikelihood(weights, i) - LogLikelihood(PriorWeights, i);
        }
        return (BestScale(Indexes(people.Count)), gains);
    }

    /// <summary>Learns from everybody, and fits the confidence again.</summary>
    public Learned FitAll(PriorWidths scale)
    {
        var weights = Fit(Indexes(people.Count), scale);
        // On people whose choices the fit did not see.
        var apart = Enumerable
            .Range(0, InnerFolds)
            .SelectMany(fold =>
            {
                var others = Fit([.. Indexes(people.Count).Where(i => i % InnerFolds != fold)], scale);
                return Indexes(people.Count)
                    .Where(i => i % InnerFolds == fold)
                    .Select(i => (Scores: Scores(others, i), Chosen: data.Chosen[i] - data.Groups[i]));
            })
            .ToList();
        var factor = FindMinimum.OfScalarFunctionConstrained(
            log => apart.Sum(each => -ConfidenceFit.LogLikelihood(each.Scores, each.Chosen, Math.Exp(log))),
            -1,
            1
        );
        return prior with
        {
            Weights = LevelConstraint.Keep(weights[..TermSchema.Count]),
            Confidence = prior.Confidence with { Intercept = prior.Confidence.Intercept + factor },
            ProviderEffects =
                scale.Providers < LeastProviders
                    ? Learned.NoEffects
                    : providers.ToDictionary(
                        provider => provider.Key,
                        provider => weights[TermSchema.Count + provider.Value],
                        StringComparer.Ordinal
                    ),
        };
    }

    /// <summary>The factors whose weights changed most, the most first.</summary>
    public IEnumerable<Factor> MovedMost(Learned learned)
    {
        var moved = new double[Factors.Count];
        for (var i = 0; i < TermSchema.Count; i++)
            moved[TermSchema.Terms[i].Factor.Index()] += Math.Abs(learned.Weights[i] - prior.Weights[i]);
        moved[Factor.Provider.Index()] += learned.ProviderEffects.Values.Sum(Math.Abs);
        return Factors.All.OrderByDescending(factor => moved[factor.Index()]);
    }

    /// <summary>
    /// How much of what is known of the weights recorded choices tell: the mean over weights of the information in the choices (Fisher's)
    /// as a share of that and the prior's precision.
    /// </summary>
    public double RecordedShare(Learned learned)
    {
        var precision = Prior(new(1, 0, 1)).Precision;
        var floats = Array.ConvertAll(learned.Weights, weight => (float)weight);
        var (information, mean, square) = (new double[TermSchema.Count], new double[TermSchema.Count], new double[TermSchema.Count]);
        for (var chooser = 0; chooser < data.Count; chooser++)
        {
            var first = data.Groups[chooser];
            var probabilities = Enumerable
                .Range(first, data.Groups[chooser + 1] - first)
                .Select(row => (double)TensorPrimitives.Dot(floats, data.TermsOf(row)))
                .ToArray();
            Scoring.ChoiceProbability.FromScores(probabilities, probabilities);
            Array.Clear(mean);
            Array.Clear(square);
            for (var row = 0; row < probabilities.Length; row++)
            {
                var terms = data.TermsOf(first + row);
                for (var i = 0; i < mean.Length; i++)
                {
                    mean[i] += probabilities[row] * terms[i];
                    square[i] += probabilities[row] * terms[i] * terms[i];
                }
            }
            for (var i = 0; i < information.Length; i++)
                information[i] += square[i] - mean[i] * mean[i];
        }
        return information.Zip(precision, (recorded, before) => recorded / (recorded + before)).Average();
    }

    private double[] PriorWeights => [.. prior.Weights, .. new double[data.Effects.Count]];

    private PriorWidths BestScale(IReadOnlyList<int> some)
    {
        var folds = some.Count < ManyPeople ? InnerFolds : 1;
        return Scales.MaxBy(scale =>
            Enumerable
                .Range(0, folds)
                .Average(fold =>
                {
                    var weights = Fit([.. some.Where((_, i) => i % InnerFolds != fold)], scale);
                    return some.Where((_, i) => i % InnerFolds == fold).Average(i => LogLikelihood(weights, i));
                })
        );
    }

    private double[] Fit(IReadOnlyList<int> some, PriorWidths scale) =>
        new ConditionalLogit(data.Of(some), Prior(scale), Tolerance: 1e-5).Fit(cancellation);

    private WeightPrior Prior(PriorWidths scale)
    {
        double[] means = [.. prior.Weights, .. new double[providers.Count + 1]];
        double[] spreads =
        [
            .. TermSchema.Terms.Zip(
                prior.Weights,
                (term, weight) =>
                    scale.Width * (Supported.Contains(term.Factor) ? SupportedSpread : AssumedSpread) * Math.Max(1, Math.Abs(weight))
            ),
            .. Enumerable.Repeat(scale.Providers, providers.Count),
            PositionSpread,
        ];
        var directions = TermSchema
            .Terms.Select(term => term.Factor)
            .Distinct()
            .Select(factor => means.Select((mean, i) => i < TermSchema.Count && TermSchema.Terms[i].Factor == factor ? mean : 0).ToArray())
            .ToList();
        return new(means, spreads, directions, scale.Together);
    }

    private static int[] Indexes(int count) => [.. Enumerable.Range(0, count)];

    // As it is served: without the position.
    private double LogLikelihood(double[] weights, int person) =>
        ConfidenceFit.LogLikelihood(Scores(weights, person), data.Chosen[person] - data.Groups[person]);

    private double[] Scores(double[] weights, int person)
    {
        var floats = Array.ConvertAll(weights, weight => (float)weight);
        var scores = new double[data.Groups[person + 1] - data.Groups[person]];
        for (var i = 0; i < scores.Length; i++)
        {
            var row = data.Groups[person] + i;
            scores[i] =
                TensorPrimitives.Dot(floats.AsSpan(0, TermSchema.Count), data.TermsOf(row))
                + data.Effects.OfProvider(row, floats.AsSpan(TermSchema.Count));
        }
        return scores;
    }
}
