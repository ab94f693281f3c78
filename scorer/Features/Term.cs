using Matcher.Protos.Scoring.V1;

namespace Matcher.Scorer.Features;

/// <summary>
/// One additive term of the score: its weight times its value. Its kind says what the value depends on, so that what is the same for a
/// whole request, or for everybody who looks at a cohort, is worked out once.
/// </summary>
/// <param name="Name">Unique.</param>
/// <param name="Factor">What a person calls the thing that it tells of.</param>
/// <param name="NonNegative">Whether its weight must not be negative, so that what it measures can only ever help (or only ever
/// hurt).</param>
internal abstract record Term(string Name, Factor Factor, bool NonNegative)
{
    /// <summary>Its value for a person and a candidate; finite, about -1 to 1.</summary>
    public abstract double Value(in PersonFacts person, in CandidateFacts candidate);
}

/// <summary>A term that only the cohort decides.</summary>
internal sealed record CohortTerm(string Name, Factor Factor, bool NonNegative, Func<CohortFacts, double> Of)
    : Term(Name, Factor, NonNegative)
{
    public override double Value(in PersonFacts person, in CandidateFacts candidate) => Of(candidate.Cohort);
}

/// <summary>A term of the person and the level of the course.</summary>
internal sealed record LevelTerm(string Name, Factor Factor, bool NonNegative, Func<PersonFacts, Accreditation, double> Of)
    : Term(Name, Factor, NonNegative)
{
    public override double Value(in PersonFacts person, in CandidateFacts candidate) => Of(person, candidate.Cohort.Accreditation);
}

/// <summary>A term of the person and the cohort, for the people whom it concerns: for everybody else it is 0.</summary>
internal sealed record InteractionTerm(
    string Name,
    Factor Factor,
    bool NonNegative,
    Func<PersonFacts, bool> Concerns,
    Func<PersonFacts, CohortFacts, double> Of
) : Term(Name, Factor, NonNegative)
{
    public override double Value(in PersonFacts person, in CandidateFacts candidate) => Concerns(person) ? Of(person, candidate.Cohort) : 0;
}

/// <summary>
/// A penalty for sessions missed, 0 for who can be at all of them: it takes <c>Of</c> their number (at least 1) and the cohort away.
/// </summary>
internal sealed record AbsenceTerm(string Name, Func<int, CohortFacts, double> Of) : Term(Name, Factor.Availability, NonNegative: true)
{
    public override double Value(in PersonFacts person, in CandidateFacts candidate) =>
        candidate.MissedSessions == 0 ? 0 : -Of(candidate.MissedSessions, candidate.Cohort);
}

/// <summary>A piece of a curve: between its two knots it falls from 0 to -1.</summary>
/// <param name="Curve">The curve.</param>
/// <param name="Piece">Which piece, from 0.</param>
internal sealed record HingeTerm(Curve Curve, int Piece)
    : Term($"{Curve.Name}{Curve.Knots[Piece]}To{Curve.Knots[Piece + 1]}", Curve.Factor, NonNegative: true)
{
    public override double Value(in PersonFacts person, in CandidateFacts candidate) =>
        Curve.Counts(person, candidate.Cohort)
            ? -Math.Clamp((Curve.Quantity(person, candidate) - Curve.Knots[Piece]) / (Curve.Knots[Piece + 1] - Curve.Knots[Piece]), 0, 1)
            : 0;
}

/// <summary>A falling piecewise-linear function of a quantity: each piece has its own slope, never rising, and is a term.</summary>
/// <param name="Name">Unique.</param>
/// <param name="Factor">What a person calls the quantity.</param>
/// <param name="Knots">Where the slope changes, rising.</param>
/// <param name="Quantity">What it is a function of.</param>
/// <param name="Counts">For whom and what it counts at all.</param>
internal sealed record Curve(
    string Name,
    Factor Factor,
    double[] Knots,
    Func<PersonFacts, CandidateFacts, double> Quantity,
    Func<PersonFacts, CohortFacts, bool> Counts
)
{
    /// <summary>Its terms.</summary>
    public IEnumerable<Term> Hinges => Enumerable.Range(0, Knots.Length - 1).Select(piece => new HingeTerm(this, piece));
}
