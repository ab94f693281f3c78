using Matcher.Data.Domain;

namespace Matcher.Scorer.Simulation;

/// <summary>One simulated choice.</summary>
/// <param name="Index">Counts the people of one draw; the oracle's draws for this person follow from it.</param>
/// <param name="Request">What the chooser's request says.</param>
/// <param name="Today">The day they choose.</param>
/// <param name="Alternatives">What is eligible for that request, in random order.</param>
/// <param name="Probabilities">How likely they take each, with all that they know of themselves; 0 for what only the request
/// allows.</param>
/// <param name="Choice">The index of the one they took.</param>
/// <param name="Person">Who they are.</param>
internal sealed record Chooser(
    int Index,
    Profile Request,
    DateOnly Today,
    Alternative[] Alternatives,
    double[] Probabilities,
    int Choice,
    Profile Person
);
