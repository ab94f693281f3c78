using System.Numerics.Tensors;
using Matcher.Scorer.Features;
using Matcher.Scorer.Models;

namespace Matcher.Scorer.Training;

/// <summary>
/// Choices as rows of numbers: a row for each course, which is the one of its best cohort; the rows of a chooser together.
/// </summary>
internal sealed class ChoiceData
{
    private ChoiceData(int[] groups, RowEffects? effects)
    {
        (Groups, Effects) = (groups, effects ?? RowEffects.None);
        Chosen = new int[groups.Length - 1];
        Factors = new float[Chosen.Length];
        Terms = new float[(long)Rows * TermSchema.Count];
        for (var i = 0; i < Count; i++)
            LargestGroup = Math.Max(LargestGroup, groups[i + 1] - groups[i]);
    }

    /// <summary>Where each chooser's rows begin, and at the end the number of rows.</summary>
    public int[] Groups { get; }

    /// <summary>For each chooser the row that was chosen.</summary>
    public int[] Chosen { get; }

    private float[] Terms { get; }

    /// <summary>For each chooser the factor on their terms.</summary>
    public float[] Factors { get; }

    /// <summary>What may count of a row beside its terms.</summary>
    public RowEffects Effects { get; }

    /// <summary>How many choosers there are.</summary>
    public int Count => Chosen.Length;

    /// <summary>How many rows there are.</summary>
    public int Rows => Groups[^1];

    /// <summary>The most rows that a chooser has.</summary>
    public int LargestGroup { get; }

    /// <summary>The terms of a row.</summary>
    public ReadOnlySpan<float> TermsOf(int row) => Terms.AsSpan(row * TermSchema.Count, TermSchema.Count);

    /// <summary>The mean of each term over all rows.</summary>
    public double[] MeanTerms()
    {
        var means = new double[TermSchema.Count];
        for (var row = 0; row < Rows; row++)
        {
            var terms = TermsOf(row);
            for (var i = 0; i < means.Length; i++)
                means[i] += terms[i] / Rows;
        }
        return means;
    }

    /// <summary>Writes out choices.</summary>
    /// <param name="choices">At least one.</param>
    /// <param name="score">A log-utility for each candidate of a choice: which of a course's is best.</param>
    /// <param name="mostCourses">Courses of a chooser at most: the choice and a random sample of the others.</param>
    /// <param name="confidence">A factor on each chooser's terms; default: 1.</param>
    /// <param name="providers">The index of each provider that may have an effect of its own; null: none has, and neither has the
    /// position.</param>
    public static ChoiceData From(
        IReadOnlyList<Choice> choices,
        Func<Choice, double[]> score,
        int mostCourses = int.MaxValue,
        Confidence confidence = default,
        IReadOnlyDictionary<string, int>? providers = null
    )
    {
        var groups = new int[choices.Count + 1];
        for (var i = 0; i < choices.Count; i++)
            groups[i + 1] = groups[i] + Math.Min(mostCourses, choices[i].CourseCount);
        var data = new ChoiceData(groups, providers is null ? null : new RowEffects(groups[^1], providers));
        Parallel.For(
            0,
            choices.Count,
            i => data.Write(choices[i], choices[i].Best(score(choices[i])), i, (float)confidence.Of(choices[i].Person))
        );
        return data;
    }

    /// <summary>The rows of some of the choosers alone.</summary>
    public ChoiceData Of(IReadOnlyList<int> choosers)
    {
        var groups = new int[choosers.Count + 1];
        for (var i = 0; i < choosers.Count; i++)
            groups[i + 1] = groups[i] + Groups[choosers[i] + 1] - Groups[choosers[i]];
        var some = new ChoiceData(groups, Effects.Resize(groups[^1]));
        for (var i = 0; i < choosers.Count; i++)
        {
            var (from, to, count) = (Groups[choosers[i]], groups[i], groups[i + 1] - groups[i]);
            some.Chosen[i] = Chosen[choosers[i]] - from + to;
            some.Factors[i] = Factors[choosers[i]];
            Terms.AsSpan(from * TermSchema.Count, count * TermSchema.Count).CopyTo(some.Terms.AsSpan(to * TermSchema.Count));
            Effects.CopyTo(some.Effects, from, to, count);
        }
        return some;
    }

    private void Write(Choice choice, int[] best, int chooser, float factor)
    {
        Factors[chooser] = factor;
        var row = Groups[chooser];
        foreach (var course in choice.SampleCourses(Groups[chooser + 1] - row))
        {
            if (course == choice.ChosenCourse)
                Chosen[chooser] = row;
            var terms = Terms.AsSpan(row * TermSchema.Count, TermSchema.Count);
            TermSchema.Write(choice.Person, CandidateFacts.Of(choice.Candidates[best[course]]), terms);
            TensorPrimitives.Multiply(terms, factor, terms);
            Effects.Write(row, choice.Candidates[best[course]], choice.Positions?[best[course]] ?? 0);
            row++;
        }
    }
}
