namespace Matcher.Api.Http;

// Every kind of error that callers are answered with.
internal sealed partial record Problem
{
    private const int MostFaults = 50;

    public static Problem InvalidRequest(IReadOnlyList<FieldFault> faults) =>
        new(
            "/problems/invalid-request",
            "The request is not valid",
            StatusCodes.Status400BadRequest,
            faults.Count switch
            {
                1 => "One thing is wrong with the request; errors says what to do.",
                <= MostFaults => $"{faults.Count} things are wrong with the request; errors says of each what to do.",
                _ => $"{faults.Count} things are wrong with the request; errors says of the first {MostFaults} what to do.",
            },
            [.. faults.Take(MostFaults)]
        );

    public static Problem BadRequest() =>
        new(
            "/problems/bad-request",
            "The request can't be read",
            StatusCodes.Status400BadRequest,
            "The request breaks off or is not HTTP. Send it again, whole."
        );

    public static Problem UnknownHost() =>
        new(
            "/problems/unknown-host",
            "The service is not known by this name",
            StatusCodes.Status400BadRequest,
            "Use the address that its operator gave you. Operators name the hosts that it answers to in Web:Hosts."
        );

    public static Problem MissingCredentials() =>
        new(
            "/problems/missing-credentials",
            "The request shows no key",
            StatusCodes.Status401Unauthorized,
            "Send the header Authorization: Bearer KEY, with a key that the operator of this service made for your hub, or with a token of its issuer."
        );

    public static Problem InvalidCredentials(string detail) =>
        new("/problems/invalid-credentials", "The key or the token is not valid", StatusCodes.Status401Unauthorized, detail);

    /// <param name="scope">What is missing; null: no key has what it takes.</param>
    /// <param name="isPublishable">Whether the key was a publishable one.</param>
    public static Problem MissingScope(string? scope, bool isPublishable) =>
        new(
            "/problems/missing-scope",
            "The key or the token does not allow this",
            StatusCodes.Status403Forbidden,
            scope is null ? "No key allows this. Tell the operator of this service."
                : isPublishable
                    ? "A publishable key can only ask for recommendations, and read the catalogue and the model. Use a secret key of the hub, and not in a page."
                : $"This needs a key or a token with the scope {scope}. Ask the operator of this service for one."
        );

    public static Problem OtherOrigin() =>
        new(
            "/problems/other-origin",
            "The key belongs to pages of another origin",
            StatusCodes.Status403Forbidden,
            "A publishable key works only in pages of its own origins, which the browser names in the header Origin. Ask the operator of this service for a key of this origin."
        );

    public static Problem IssuerUnavailable() =>
        new(
            "/problems/issuer-unavailable",
            "The issuer of tokens can't be asked",
            StatusCodes.Status503ServiceUnavailable,
            "The service can't fetch the keys of the issuer by which it checks tokens. Ask again in a minute; keys of hubs work meanwhile."
        )
        {
            RetryAfter = 60,
        };

    public static Problem OutsideEngland(FieldFault fault) =>
        new(
            "/problems/outside-england",
            "The location is outside England",
            StatusCodes.Status422UnprocessableEntity,
            fault.Detail(),
            [fault]
        );

    public static Problem UnknownDistrict(FieldFault fault) =>
        new("/problems/unknown-district", "Unknown postcode district", StatusCodes.Status422UnprocessableEntity, fault.Detail(), [fault]);

    public static Problem BodyTooLarge() =>
        new(
            "/problems/body-too-large",
            "The body is too large",
            StatusCodes.Status413PayloadTooLarge,
            $"Send at most {RequestBody.MostBytes / 1024} KB."
        );

    public static Problem UnsupportedMediaType() =>
        new(
            "/problems/unsupported-media-type",
            "The body's media type is not supported",
            StatusCodes.Status415UnsupportedMediaType,
            "Send JSON in UTF-8 with the header content-type: application/json, without a charset or with charset=utf-8."
        );

    public static Problem NotFound() =>
        new(
            "/problems/not-found",
            "There is nothing here",
            StatusCodes.Status404NotFound,
            "Check the path; /swagger lists those that exist."
        );

    public static Problem MethodNotAllowed() =>
        new(
            "/problems/method-not-allowed",
            "The method is not allowed here",
            StatusCodes.Status405MethodNotAllowed,
            "Use a method that the allow header names."
        );

    public static Problem NotReady() =>
        new(
            "/problems/not-ready",
            "Not ready",
            StatusCodes.Status503ServiceUnavailable,
            "The scorer has not answered a real request yet. Ask again in a second."
        )
        {
            RetryAfter = 1,
        };

    public static Problem Stopping() => NotReady() with { Detail = "The service is about to stop. Ask another one, or again in a minute." };

    public static Problem Busy() =>
        new(
            "/problems/busy",
            "The service is busy",
            StatusCodes.Status503ServiceUnavailable,
            "As much of this is being done as the service does at once. Nothing was kept of the request: send it again in a second."
        )
        {
            RetryAfter = 1,
        };

    /// <param name="seconds">After how many another request is answered, at least 1.</param>
    public static Problem TooManyRequests(int seconds) =>
        new(
            "/problems/too-many-requests",
            "Too many requests",
            StatusCodes.Status429TooManyRequests,
            $"The service answers only so many requests a minute from one address, one key or one hub. Ask again in {seconds} {(seconds == 1 ? "second" : "seconds")}; to rank many people, send a waiting list."
        )
        {
            RetryAfter = seconds,
        };

    public static Problem TooSlow() =>
        new(
            "/problems/request-timeout",
            "The request took too long",
            StatusCodes.Status408RequestTimeout,
            "The request came too slowly, or took too long. Send it again; if it happens again, use a faster connection, or send a shorter list."
        );

    public static Problem ScorerUnavailable() =>
        new(
            "/problems/scorer-unavailable",
            "The scorer can't be asked",
            StatusCodes.Status503ServiceUnavailable,
            "The scorer gave no whole answer within its deadline. Ask again in a second; /health/ready says how the service is."
        )
        {
            RetryAfter = 1,
        };

    public static Problem UnreadableList(string detail) =>
        new("/problems/unreadable-list", "The file is not a waiting list", StatusCodes.Status400BadRequest, detail);

    public static Problem ListTooLarge(string detail) =>
        new("/problems/list-too-large", "The waiting list is too large", StatusCodes.Status413PayloadTooLarge, detail);

    public static Problem UnsupportedListType() =>
        new(
            "/problems/unsupported-media-type",
            "The body's media type is not supported",
            StatusCodes.Status415UnsupportedMediaType,
            "Send CSV with the header content-type: text/csv, or a JSON object a line with content-type: application/x-ndjson."
        );

    public static Problem CompressedBody() =>
        UnsupportedMediaType() with
        {
            Detail = "The header content-encoding says that the body is compressed. Send it uncompressed, without that header.",
        };

    public static Problem NotAcceptable(IReadOnlyList<string> types, IReadOnlyList<string> formats) =>
        new(
            "/problems/not-acceptable",
            "The results have another form",
            StatusCodes.Status406NotAcceptable,
            $"Accept {string.Join(" or ", types)}, or add {string.Join(" or ", formats.Select(format => $"format={format}"))} to the address."
        );

    public static Problem IdempotencyKeyReused() =>
        new(
            "/problems/idempotency-key-reused",
            "The idempotency key was used for something else",
            StatusCodes.Status422UnprocessableEntity,
            "This key belongs to another list or other options. Take a new key for a new run, or send the same again."
        );

    public static Problem NoSuchProvider() =>
        new("/problems/no-such-provider", "Unknown provider", StatusCodes.Status404NotFound, "GET /v1/providers lists all providers.");

    public static Problem NoSuchCourse() =>
        new("/problems/no-such-course", "Unknown course", StatusCodes.Status404NotFound, "GET /v1/courses lists all courses.");

    public static Problem NoSuchCohort() =>
        new(
            "/problems/no-such-cohort",
            "Unknown cohort",
            StatusCodes.Status404NotFound,
            "GET /v1/courses lists all cohorts, each under its course."
        );

    public static Problem NoSuchRun() =>
        new(
            "/problems/no-such-run",
            "Unknown batch run",
            StatusCodes.Status404NotFound,
            "It never existed, or it was erased. GET /v1/batch-runs lists all of your batch runs."
        );

    public static Problem RunNotDone() =>
        new(
            "/problems/run-not-done",
            "The batch run is not done",
            StatusCodes.Status409Conflict,
            "Ask for the run until its state is done, and then for its results."
        );

    public static Problem NobodyPlaced() =>
        new(
            "/problems/nobody-placed",
            "The batch run places nobody",
            StatusCodes.Status409Conflict,
            "Send the list again with allocate=true."
        );

    public static Problem StorageUnavailable(string detail) =>
        new("/problems/storage-unavailable", "Batch runs can't be stored or read", StatusCodes.Status503ServiceUnavailable, detail);

    public static Problem Internal() =>
        new(
            "/problems/internal-error",
            "Something went wrong on our side",
            StatusCodes.Status500InternalServerError,
            "Try again; if it happens again, tell the operator of this service."
        );
}
