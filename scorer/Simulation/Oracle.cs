namespace Matcher.Scorer.Simulation;

/// <summary>
/// The best that anybody could know: a family's choice probabilities given only what a request says, averaged over everything it doesn't
/// tell (simulated probabilities; Train, Discrete Choice Methods with Simulation, 2009, chapter 6). What the request leaves out is drawn
/// and weighted by how likely such a person says what it says.
/// </summary>
/// <param name="choosers">Whose requests it is asked about.</param>
/// <param name="draws">How many people who could have sent a request it averages over.</param>
internal sealed class Oracle(Choosers choosers, int draws)
{
    // A multiple: few requests are so unlikely that one draw in fifty doesn't fit them.
    private const int MostDraws = 50;

    /// <summary>The probability of each alternative of a request.</summary>
    /// <param name="chooser">Only request, day and alternatives are looked at; the index names the draws.</param>
    /// <param name="purpose">Which draws: those that make the oracle's ranking must not be those that value it.</param>
    /// <returns>A probability for each alternative, together 1.</returns>
    public double[] Probabilities(Chooser chooser, DrawPurpose purpose)
    {
        var dice = new Dice(choosers.Seed, purpose, chooser.Index);
        var known = Requests.AsksForWishes(chooser.Request)
            ? null
            : choosers.Catalogues[chooser.Index % choosers.Catalogues.Count].Providers;
        var sums = new double[chooser.Alternatives.Length];
        var one = new double[sums.Length];
        var total = 0.0;
        var counted = 0;
        // Somebody who could not have sent the request, or finds nothing, represents nobody and doesn't count.
        for (var draw = 0; counted < draws && draw < MostDraws * draws; draw++)
        {
            var person = choosers.Population.Complete(chooser.Request, dice, out var likelihood, known);
            if (likelihood == 0 || !choosers.ChoiceModel.TryChoose(person, chooser.Today, chooser.Alternatives, dice, one))
                continue;
            for (var i = 0; i < sums.Length; i++)
                sums[i] += likelihood * one[i];
            total += likelihood;
            counted++;
        }
        for (var i = 0; i < sums.Length; i++)
            sums[i] = total > 0 ? sums[i] / total : 1.0 / sums.Length;
        return sums;
    }
}
