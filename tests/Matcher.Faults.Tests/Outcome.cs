namespace Matcher.Faults.Tests;

/// <summary>What came of a request.</summary>
/// <param name="At">When it was sent, in milliseconds since the load began.</param>
/// <param name="Milliseconds">How long the answer took.</param>
/// <param name="Status">Its HTTP status; 0: there was no answer.</param>
/// <param name="IsDegraded">Whether the order was plain.</param>
/// <param name="SaysWhen">Whether it says when to ask again.</param>
internal readonly record struct Outcome(double At, double Milliseconds, int Status, bool IsDegraded, bool SaysWhen)
{
    /// <summary>Whether it is neither an answer nor a refusal that says when to ask again.</summary>
    public bool IsFailure => Status != 200 && !(Status is 429 or 503 && SaysWhen);
}
