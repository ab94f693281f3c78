using Matcher.Api.Recommendations.Ranking;
using Matcher.Data.Domain;

namespace Matcher.Api.Recommendations.Wording;

/// <summary>Sentences, each with the factor that it tells of, if the model knows it.</summary>
internal sealed class SentenceList
{
    private readonly List<(Factor? Factor, string Text)> all = new(capacity: 12);

    // One bit a factor.
    private uint told;

    public void Add(Factor? factor, string text)
    {
        all.Add((factor, text));
        if (factor is { } known)
            told |= Bit(known);
    }

    public bool IsEmpty => all.Count == 0;

    /// <summary>Whether one tells of a factor.</summary>
    public bool TellOf(Factor factor) => (told & Bit(factor)) != 0;

    /// <summary>Forgets them, to be used again.</summary>
    public void Clear()
    {
        all.Clear();
        told = 0;
    }

    /// <summary>
    /// The sentences in the order in which they were added; or, if the score is explained, by what their factors differ from what the
    /// person could have, and those without a factor at the end.
    /// </summary>
    /// <param name="explanation">What each factor contributes; null: nobody knows.</param>
    /// <param name="sign">1: what sets the course apart most for the better comes first; -1: for the worse.</param>
    public string[] InOrder(Explanation? explanation, int sign)
    {
        var texts = new string[all.Count];
        Span<double> keys = stackalloc double[texts.Length];
        for (var i = 0; i < texts.Length; i++)
        {
            var key =
                explanation is null ? 0
                : all[i].Factor is { } factor ? sign * explanation.Difference(factor)
                : double.NegativeInfinity;
            // There are a dozen at most, nearly in order, and those that weigh the same are to stay as they are.
            var place = i;
            for (; place > 0 && keys[place - 1] < key; place--)
                (keys[place], texts[place]) = (keys[place - 1], texts[place - 1]);
            (keys[place], texts[place]) = (key, all[i].Text);
        }
        return texts;
    }

    private static uint Bit(Factor factor) => 1u << (int)factor;
}
