using Matcher.Api.Http;

namespace Matcher.Api.Access;

/// <summary>Why a caller is refused. It is never thrown: the framework passes on why somebody was not let in as an exception.</summary>
/// <param name="problem">What they are told.</param>
/// <param name="reason">What the log says, in a word.</param>
/// <param name="keyId">The public id of the key that they showed; empty: none can be told.</param>
internal sealed class AccessRefusal(Problem problem, string reason, string keyId = "") : Exception(problem.Detail)
{
    /// <summary>The reason of those who are known, and may not do this.</summary>
    public const string MissingScope = "missingScope";

    /// <summary>Of a text that is neither a key nor a token.</summary>
    public static AccessRefusal Unreadable() =>
        new(
            Problem.InvalidCredentials(
                "This is not a key or a token. Check that it was copied whole: a key begins with matcher_hub_ or matcher_pub_, and a token has three parts with dots between them."
            ),
            "unreadable"
        );

    public Problem Problem => problem;

    public string Reason => reason;

    public string KeyId => keyId;
}
