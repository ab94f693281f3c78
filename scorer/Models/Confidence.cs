using Matcher.Scorer.Features;

namespace Matcher.Scorer.Models;

/// <summary>
/// A factor on a reply's scores, so that choice probabilities are neither bolder nor more timid than they should be: of who says little
/// less can be known. It is the same for all candidates of a reply and positive, so it changes no order. Fitted by maximum likelihood
/// (temperature scaling; Guo et al., ICML 2017), on validation choices.
/// </summary>
/// <param name="Intercept">The logarithm of the factor when a request says nothing but where.</param>
/// <param name="Slope">What the logarithm gains when a request says everything.</param>
internal readonly record struct Confidence(double Intercept, double Slope)
{
    /// <summary>The factor for one request.</summary>
    public double Of(in PersonFacts person) => Math.Exp(Intercept + Slope * person.Completeness);
}
