using Matcher.Data.Domain;

namespace Matcher.Api.Recommendations;

/// <summary>Sentences, each with the factor that it tells of, if the model knows it.</summary>
internal sealed class Sentences
{
    private readonly List<(Factor? Factor, string Text)> all = [];

    public void Add(Factor? factor, string text) => all.Add((factor, text));

    public bool IsEmpty => all.Count == 0;

    /// <summary>Whether one tells of a factor.</summary>
    public bool TellOf(Factor factor)
    {
        foreach (var sentence in all)
            if (sentence.Factor == factor) return true;
        return false;
    }

    /// <summary>The sentences in the order in which they were added, or by a number for each factor, the largest first, and those without a factor at the end.</summary>
    public IReadOnlyList<string> InOrder(Func<Factor, double>? weight)
    {
        var texts = new string[all.Count];
        var keys = new (double, int)[all.Count];
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = all[i].Text;
            keys[i] = (weight is null ? 0 : all[i].Factor is { } factor ? -weight(factor) : double.PositiveInfinity, i);
        }
        Array.Sort(keys, texts);
        return texts;
    }
}
