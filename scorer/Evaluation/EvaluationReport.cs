using System.Text.Json;
using System.Text.Json.Serialization;
using Matcher.Scorer.Simulation;

namespace Matcher.Scorer.Evaluation;

/// <summary>
/// What was measured of a model: <c>evaluation.json</c> in its folder, from which the card and the plots are made. Shares and probabilities
/// are 0 to 1. "Agreement" is with the simulator, whose people are not real: none of this is accuracy.
/// </summary>
internal sealed record EvaluationReport
{
    /// <summary>The model that was measured.</summary>
    public required string ModelVersion { get; init; }

    /// <summary>The SHA-256 of its manifest, in lower-case hexadecimal.</summary>
    public required string ManifestSha256 { get; init; }

    /// <summary>The day (UTC).</summary>
    public required DateOnly EvaluatedOn { get; init; }

    /// <summary>How much was measured.</summary>
    public required EvaluationScale Scale { get; init; }

    /// <summary>Published shares beside simulated and served ones.</summary>
    public required IReadOnlyList<ShareRow> Shares { get; init; }

    /// <summary>How far simulated people go.</summary>
    public required IReadOnlyList<TravelRow> Travel { get; init; }

    /// <summary>What the published report says in words, as a sign that the simulation must have; none was fitted.</summary>
    public required IReadOnlyList<SignRow> Signs { get; init; }

    /// <summary>How sure the oracle is, by how much requests say.</summary>
    public required IReadOnlyList<CeilingRow> Ceilings { get; init; }

    /// <summary>Rankers side by side, on the same data.</summary>
    public required IReadOnlyList<ComparisonRow> Comparison { get; init; }

    /// <summary>What trees on top of the model would gain of the first course's probability, with a paired 95% interval.</summary>
    public required Spread GainOfTrees { get; init; }

    /// <summary>What the model has not seen.</summary>
    public required IReadOnlyList<HoldOutRow> HoldOuts { get; init; }

    /// <summary>Groups of people.</summary>
    public required IReadOnlyList<SliceRow> Slices { get; init; }

    /// <summary>Whether what is near comes first.</summary>
    public required IReadOnlyList<NearRow> Near { get; init; }

    /// <summary>How often each provider comes first, by what requests say.</summary>
    public required IReadOnlyList<FirstPlaceRow> FirstPlaces { get; init; }

    /// <summary>How much of the order rests on what is uncertain.</summary>
    public required IReadOnlyList<UncertaintyRow> Uncertainty { get; init; }

    /// <summary>What must hold between candidates that differ in one fact.</summary>
    public required IReadOnlyList<PromiseRow> Promises { get; init; }

    /// <summary>What must hold between requests.</summary>
    public required IReadOnlyList<EffectRow> Effects { get; init; }

    /// <summary>What outside choices add.</summary>
    public required IReadOnlyList<CurvePoint> LearningCurve { get; init; }

    /// <summary>What a few recorded choices do by luck.</summary>
    public required IReadOnlyList<LuckRow> Luck { get; init; }

    /// <summary>The choice probability of the first recommendation beside the oracle's.</summary>
    public required IReadOnlyList<ReliabilityBin> Reliability { get; init; }

    /// <summary>The report as its file holds it.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, EvaluationJson.Default.EvaluationReport) + "\n";

    /// <summary>Reads a report.</summary>
    /// <exception cref="JsonException">The text is not a report.</exception>
    public static EvaluationReport FromJson(string json) =>
        JsonSerializer.Deserialize(json, EvaluationJson.Default.EvaluationReport) ?? throw new JsonException("An empty evaluation.");
}

/// <summary>How much is measured.</summary>
/// <param name="Name">full or small.</param>
/// <param name="People">Test people of each measurement.</param>
/// <param name="Draws">Draws of what a request doesn't tell, once for the oracle's ranking and once more for all values.</param>
/// <param name="Seeds">How often the comparison is repeated from the start.</param>
/// <param name="Choosers">Simulated people that each ranker of the comparison learns from.</param>
/// <param name="Catalogues">Made-up catalogues that held-out shares are averaged over.</param>
/// <param name="Pairs">Pairs of candidates for each promise.</param>
/// <param name="DistrictStep">Every how many postcode districts one is asked from: 1 for all.</param>
/// <param name="OutsideChoices">The sizes of the learning curves.</param>
/// <param name="FewChoices">The sizes of draws of a few people.</param>
/// <param name="LuckDraws">How often each is drawn.</param>
internal sealed record EvaluationScale(
    string Name,
    int People,
    int Draws,
    int Seeds,
    int Choosers,
    int Catalogues,
    int Pairs,
    int DistrictStep,
    IReadOnlyList<int> OutsideChoices,
    IReadOnlyList<int> FewChoices,
    int LuckDraws
)
{
    /// <summary>What the card of a model that ships rests on.</summary>
    public static EvaluationScale Full { get; } =
        new("full", 1_000, 300, 2, 20_000, 20, 20_000, 1, [0, 100, 300, 1_000, 3_000], [12, 30, 100, 300], 30);

    /// <summary>The same from end to end in less than a minute: shows that it works, and no figure to quote.</summary>
    public static EvaluationScale Small { get; } = new("small", 40, 30, 1, 400, 2, 300, 60, [0, 60], [12, 60], 2);
}

/// <summary>A published share beside simulated and served ones: means over made-up catalogues, with the least and the most.</summary>
/// <param name="Figure">What is shared out.</param>
/// <param name="Group">Whose share it is.</param>
/// <param name="Published">The share among the interviewees, with its 95% interval (Wilson, 1927).</param>
/// <param name="Simulated">The share by simulated people's own probabilities.</param>
/// <param name="ServedFull">The share by the model's choice probabilities when requests say everything.</param>
/// <param name="ServedSparse">The same when they say location, sector and experience only.</param>
/// <param name="RelabelledFull">As <paramref name="ServedFull"/>, when in every catalogue one provider says that it is of another kind and
/// coverage.</param>
/// <param name="RelabelledSparse">As <paramref name="ServedSparse"/>, likewise.</param>
internal sealed record ShareRow(
    string Figure,
    string Group,
    Spread Published,
    Spread Simulated,
    Spread ServedFull,
    Spread ServedSparse,
    Spread RelabelledFull,
    Spread RelabelledSparse
);

/// <summary>How far simulated people go.</summary>
/// <param name="Who">open or notOpen: whether they said that they are open to travel.</param>
/// <param name="Measure">Mean or median miles one way, the share beyond 40 or 80, or the share who pass the nearest course of the level
/// they take by more than 2 miles.</param>
/// <param name="Known">What is known, with its range.</param>
/// <param name="Simulated">The simulated figure.</param>
internal sealed record TravelRow(string Who, string Measure, Spread Known, double Simulated);

/// <summary>A statement as a sign.</summary>
/// <param name="Statement">What the report says.</param>
/// <param name="Measure">What is compared.</param>
/// <param name="Of">The figure of those whom the statement is about, over made-up catalogues.</param>
/// <param name="Others">The figure of the others.</param>
/// <param name="Holds">Whether the first is larger.</param>
internal sealed record SignRow(string Statement, string Measure, double Of, double Others, bool Holds);

/// <summary>How sure the oracle is of its first course.</summary>
/// <param name="Requests">How much they say.</param>
/// <param name="Oracle">Mean choice probability of the oracle's first course.</param>
/// <param name="HandRule">The same of the hand rule's.</param>
/// <param name="Model">The same of the model's.</param>
internal sealed record CeilingRow(string Requests, double Oracle, double HandRule, double Model);

/// <summary>
/// A ranker's agreement with the simulator, over seeds. Log-loss and calibration error are null for a ranker without probabilities.
/// </summary>
internal sealed record ComparisonRow(
    string Ranker,
    Spread FirstProbability,
    Spread FirstShare,
    Spread FirstThreeShare,
    Spread Ndcg5,
    Spread ReciprocalRank,
    Spread Hit1,
    Spread Hit3,
    Spread Hit5,
    Spread? LogLoss,
    Spread? CalibrationError
);

/// <summary>What a model has not seen.</summary>
/// <param name="Name">What was held out.</param>
/// <param name="People">On how many people it was measured.</param>
/// <param name="Oracle">The oracle's mean choice probability of its first course.</param>
/// <param name="FirstShare">The model's share of it.</param>
/// <param name="FirstThreeShare">The same of the first three courses.</param>
internal sealed record HoldOutRow(string Name, int People, double Oracle, double FirstShare, double FirstThreeShare);

/// <summary>A group of people.</summary>
/// <param name="By">What groups them.</param>
/// <param name="Group">The group.</param>
/// <param name="People">How many were measured.</param>
/// <param name="FirstShare">The model's share of the oracle's first course.</param>
/// <param name="Behind">How far that is behind the mean share; negative when it is ahead.</param>
internal sealed record SliceRow(string By, string Group, int People, double FirstShare, double Behind);

/// <summary>
/// Whether what is near comes first for one kind of request, over all districts, weighted by postcodes. Null: there is nothing to count.
/// </summary>
/// <param name="Said">What the requests say beside the location.</param>
/// <param name="Answers">How many answers were looked at.</param>
/// <param name="FarInstead">The share whose first course is farther than 50 miles while one of the wanted level is within 30.</param>
/// <param name="BeyondNearest">The share whose first course is at least 30 miles beyond another of its level that is as good in everything
/// said.</param>
/// <param name="WantedLeads">Where the wanted level is at most 60 miles farther than what is near: the share in which it comes
/// first.</param>
/// <param name="NearLeads">Where it is more: the share in which what is near comes first.</param>
/// <param name="MeanMiles">How far the first course is on average.</param>
internal sealed record NearRow(
    string Said,
    int Answers,
    double FarInstead,
    double BeyondNearest,
    double? WantedLeads,
    double? NearLeads,
    double MeanMiles
);

/// <summary>How often a provider comes first.</summary>
/// <param name="Requests">What requests say.</param>
/// <param name="Provider">Its id.</param>
/// <param name="First">The share of first places that are its.</param>
/// <param name="Probability">The mean probability that one of its courses is chosen, by the model.</param>
/// <param name="Places">Its share of all places that are left.</param>
internal sealed record FirstPlaceRow(string Requests, string Provider, double First, double Probability, double Places);

/// <summary>What another assumption does to first places, for location only, over all districts, weighted by postcodes.</summary>
/// <param name="Assumption">What is assumed instead.</param>
/// <param name="OtherCourse">The share of first places that go to another course.</param>
/// <param name="OtherProvider">The share that go to another provider.</param>
/// <param name="LargestShare">The largest share of first places that a provider then has.</param>
/// <param name="MeanMiles">How far the first course then is on average.</param>
internal sealed record UncertaintyRow(string Assumption, double OtherCourse, double OtherProvider, double LargestShare, double MeanMiles);

/// <summary>A promise between candidates that differ in one fact.</summary>
/// <param name="Promise">What never scores lower.</param>
/// <param name="Pairs">How many random pairs were tried.</param>
/// <param name="Kept">The share of them that keep it.</param>
/// <param name="Strictly">The share that score strictly higher; null where equality is the promise.</param>
internal sealed record PromiseRow(string Promise, int Pairs, double Kept, double? Strictly);

/// <summary>What a change of the request does.</summary>
/// <param name="Change">What changes, and what it must do.</param>
/// <param name="People">How many were asked.</param>
/// <param name="Before">The mean choice probability before.</param>
/// <param name="After">And after.</param>
/// <param name="Single">The share of people for whom it goes the right way.</param>
internal sealed record EffectRow(string Change, int People, double Before, double After, double Single);

/// <summary>What recorded choices of a foreign population add, by probability alone.</summary>
/// <param name="Population">Whose choices they are.</param>
/// <param name="Choices">How many were learned from.</param>
/// <param name="FirstShare">Share of that population's oracle's first course.</param>
/// <param name="FirstThreeShare">The same of the first three.</param>
/// <param name="FromScratch">The share of the first course by a logit that learned from those choices alone; null where there are
/// none.</param>
internal sealed record CurvePoint(string Population, int Choices, double FirstShare, double FirstThreeShare, double? FromScratch);

/// <summary>What a few recorded choices do, drawn again and again.</summary>
/// <param name="Who">Whose choices they are.</param>
/// <param name="Choices">How many people each draw has.</param>
/// <param name="Draws">How many draws.</param>
/// <param name="Mean">The mean change of the share of the oracle's first course.</param>
/// <param name="Worst">The least change.</param>
/// <param name="WithinPoint">The share of draws that lose at most one point.</param>
internal sealed record LuckRow(string Who, int Choices, int Draws, double Mean, double Worst, double WithinPoint);

/// <summary>First recommendations with about the same choice probability.</summary>
/// <param name="People">How many.</param>
/// <param name="Said">The mean of the model's probability.</param>
/// <param name="Oracle">The mean of the oracle's.</param>
internal sealed record ReliabilityBin(int People, double Said, double Oracle);

[JsonSourceGenerationOptions(
    WriteIndented = true,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true
)]
[JsonSerializable(typeof(EvaluationReport))]
internal sealed partial class EvaluationJson : JsonSerializerContext;
