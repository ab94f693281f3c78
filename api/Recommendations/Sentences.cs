using Matcher.Data.Domain;

namespace Matcher.Api.Recommendations;

/// <summary>Sentences, each with the factor that it tells of, if the model knows it.</summary>
internal sealed class Sentences
{
    private readonly List<(Factor? Factor, string Text)> all = new(capacity: 12);

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
        Span<double> keys = stackalloc double[texts.Length];
        for (var i = 0; i < texts.Length; i++)
        {
            var key = weight is null ? 0 : all[i].Factor is { } factor ? weight(factor) : double.NegativeInfinity;
            // There are a dozen at most, nearly in order, and those that weigh the same are to stay as they are.
            var place = i;
            for (; place > 0 && keys[place - 1] < key; place--) (keys[place], texts[place]) = (keys[place - 1], texts[place - 1]);
            (keys[place], texts[place]) = (key, all[i].Text);
        }
        return texts;
    }
}
