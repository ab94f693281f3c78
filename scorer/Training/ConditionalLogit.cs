using System.Numerics.Tensors;
using Matcher.Scorer.Features;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;

namespace Matcher.Scorer.Training;

/// <summary>
/// Fits the weights of a conditional logit (McFadden, Conditional logit analysis of qualitative choice behavior, 1974) by maximum
/// likelihood, with weights that must not be negative held so, under a normal prior.
/// </summary>
/// <param name="Data">The choices.</param>
/// <param name="Prior">Over the weights of the terms and, where the data have any, over the effects behind them.</param>
/// <param name="Start">Where the search begins; null: at the prior's mean.</param>
/// <param name="Tolerance">The search ends when a step gains less than this per chooser, in nats.</param>
internal sealed record ConditionalLogit(ChoiceData Data, WeightPrior Prior, double[]? Start = null, double Tolerance = 1e-7)
{
    // Sums over choosers are gathered in as many parts whatever the number of processors, so that the same data give the same weights.
    private const int Parts = 16;
    private const double LargestWeight = 50;

    // More than nothing, so that a better fact shows in the score however little the choices say of it.
    private const double LeastPromisedWeight = 0.01;
    private const int MostIterations = 2_000;

    /// <summary>The weights that make the choices likeliest.</summary>
    /// <param name="cancellation">Ends the work early.</param>
    public double[] Fit(CancellationToken cancellation)
    {
        var count = Prior.Mean.Count;
        var lower = Vector<double>.Build.Dense(
            count,
            i => i < TermSchema.Count && TermSchema.Terms[i].NonNegative ? LeastPromisedWeight : -LargestWeight
        );
        var upper = Vector<double>.Build.Dense(count, LargestWeight);
        var start = Vector<double>.Build.Dense(count, i => Math.Clamp(Start?[i] ?? Prior.Mean[i], lower[i], upper[i]));
        var (best, leastLoss) = (start, double.PositiveInfinity);
        var objective = ObjectiveFunction.Gradient(weights =>
        {
            cancellation.ThrowIfCancellationRequested();
            var (loss, gradient) = Loss(weights.AsArray());
            if (loss < leastLoss)
                (best, leastLoss) = (weights.Clone(), loss);
            return (loss, Vector<double>.Build.Dense(gradient));
        });
        try
        {
            return new BfgsBMinimizer(
                gradientTolerance: 1e-5,
                parameterTolerance: 1e-6,
                functionProgressTolerance: Tolerance,
                MostIterations
            )
                .FindMinimum(objective, lower, upper, start)
                .MinimizingPoint.ToArray();
        }
        catch (MaximumIterationsException)
        {
            // Sums of 32-bit floats are too coarse at times to see the end: the loss has one minimum, and this is as near as they tell.
            return best.ToArray();
        }
        catch (OptimizationException error)
        {
            // The minimiser wraps what its objective throws.
            cancellation.ThrowIfCancellationRequested();
            throw new InvalidDataException(
                $"No weights fit the choices: {error.Message} Check what was offered and chosen, or train on more of them.",
                error
            );
        }
    }

    // The mean negative log-likelihood of the choices, in nats, with the prior's share, and its gradient.
    private (double Loss, double[] Gradient) Loss(double[] weights)
    {
        var (loss, gradient) = Sum(weights);
        return (loss + Prior.AddTo(weights, Data.Count, gradient), gradient);
    }

    private (double Loss, double[] Gradient) Sum(double[] weights)
    {
        var floats = Array.ConvertAll(weights, weight => (float)weight);
        var parts = new (double Loss, double[] Gradient)[Parts];
        Parallel.For(
            0,
            Parts,
            part => parts[part] = SumPart(floats, (int)((long)Data.Count * part / Parts), (int)((long)Data.Count * (part + 1) / Parts))
        );
        var gradient = new double[weights.Length];
        foreach (var part in parts)
            TensorPrimitives.Add(gradient, part.Gradient, gradient);
        TensorPrimitives.Divide(gradient, Data.Count, gradient);
        return (parts.Sum(part => part.Loss) / Data.Count, gradient);
    }

    private (double Loss, double[] Gradient) SumPart(float[] weights, int from, int to)
    {
        var sums = new double[weights.Length];
        var gradient = new float[TermSchema.Count];
        var ofTerms = weights.AsSpan(0, TermSchema.Count);
        var ofEffects = weights.AsSpan(TermSchema.Count);
        var scores = new float[Data.LargestGroup];
        var loss = 0.0;
        for (var chooser = from; chooser < to; chooser++)
        {
            var (first, count) = (Data.Groups[chooser], Data.Groups[chooser + 1] - Data.Groups[chooser]);
            var group = scores.AsSpan(0, count);
            for (var i = 0; i < count; i++)
                group[i] = TensorPrimitives.Dot(ofTerms, Data.TermsOf(first + i)) + Data.Effects.Of(first + i, ofEffects);
            var chosen = group[Data.Chosen[chooser] - first];
            var largest = TensorPrimitives.Max<float>(group);
            TensorPrimitives.Subtract(group, largest, group);
            TensorPrimitives.Exp<float>(group, group);
            var sum = TensorPrimitives.Sum<float>(group);
            loss += largest + Math.Log(sum) - chosen;

            // The gradient of a chooser: the terms that are expected less those of the choice.
            Array.Clear(gradient);
            for (var i = 0; i < count; i++)
            {
                TensorPrimitives.MultiplyAdd(Data.TermsOf(first + i), group[i] / sum, gradient, gradient);
                Data.Effects.Add(first + i, group[i] / sum, sums.AsSpan(TermSchema.Count));
            }
            TensorPrimitives.Subtract(gradient, Data.TermsOf(Data.Chosen[chooser]), gradient);
            Data.Effects.Add(Data.Chosen[chooser], -1, sums.AsSpan(TermSchema.Count));
            for (var i = 0; i < gradient.Length; i++)
                sums[i] += gradient[i];
        }
        return (loss, sums);
    }
}
