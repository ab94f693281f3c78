using System.Collections.Frozen;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matcher.Api.Http;

/// <summary>The pages that the types of problems lead to, for people who find one in a log.</summary>
internal static class ProblemPages
{
    // Characters as they are: the page encodes them.
    private static readonly ProblemJson ShownJson = new(
        new(ProblemJson.Default.Options) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }
    );

    private static readonly FieldFault[] ExampleFaults =
    [
        new("$.limit", "The number is out of range, or not whole.", "Send a whole number from 1 to 100."),
        new("$.availability.earliestStart", "This is not a date.", "Send year, month and day, such as 2027-01-31."),
    ];

    private static readonly FrozenDictionary<string, Page> Pages = new Page[]
    {
        new(
            Problem.InvalidRequest(ExampleFaults),
            "Something in the body or in the query is missing, misspelt or out of range. All of it is reported at once. The same request never succeeds."
        )
        {
            WhatToDo =
                "Correct everything that errors lists, and send the request again. Each of the errors has the path of a field ($.limit) or of a parameter (?limit), a message that says what is wrong, and advice that says what to do.",
        },
        new(Problem.BadRequest(), "What arrived is not a complete HTTP request."),
        new(
            Problem.UnknownHost(),
            "The host in the address, or in the header Host, is none that the service answers to: a page of another site might have led the browser here. A service that only its own machine reaches answers to localhost."
        ),
        new(
            Problem.MissingCredentials(),
            "The service answers only callers who say which hub they are of, by a key or a token. What it answers anybody is its document, the pages on errors, and its health."
        ),
        new(
            Problem.InvalidCredentials(
                "The detail of the answer says what is wrong. Correct a mistyped key; fetch a new token in place of one that has expired; ask the operator of the service for a new key otherwise."
            ),
            "What was sent in the header Authorization is not a key or a token that this service takes: it was mistyped, has expired, was revoked, or is of another service."
        ),
        new(
            Problem.MissingScope("matcher.batch.read", isPublishable: false),
            "The key or the token is valid, and does not allow this. What it allows (its scopes) was said when it was made. A publishable key never allows batch runs."
        ),
        new(
            Problem.OtherOrigin(),
            "A publishable key, which everybody can read in a page, was sent by a page of another origin or by no page at all."
        ),
        new(
            Problem.IssuerUnavailable(),
            "A token can only be checked by the keys that its issuer publishes, and the issuer does not answer this service, or not as OpenID Connect has it."
        ),
        new(
            Problem.OutsideEngland(
                new(
                    "$.location.postcode",
                    "EH1 is not in England: the postcode area EH is in Scotland.",
                    "Check the postcode, or give one in England."
                )
            ),
            "The location exists, or may well, but not in England. It is the only thing that is wrong with the request: with others it is one of the errors of an invalid request."
        )
        {
            WhatToDo = "Send a postcode, a district or a coordinate in England. The programme serves its schools and colleges only.",
        },
        new(
            Problem.UnknownDistrict(
                new(
                    "$.location.postcode",
                    "We do not know the postcode district BN99.",
                    "Check the postcode or give the latitude and longitude of the school or college."
                )
            ),
            "The postcode has the form of one, but its first part is none of England's postcode districts. It is the only thing that is wrong with the request: with others it is one of the errors of an invalid request."
        )
        {
            WhatToDo =
                "Check the postcode. A postcode of a new district is known once the service has a newer gazetteer; send a coordinate until then.",
        },
        new(Problem.BodyTooLarge(), "A profile takes a few hundred bytes; this body is far larger than any."),
        new(
            Problem.UnsupportedMediaType() with
            {
                Detail =
                    "Send a profile as application/json in UTF-8, and a waiting list as text/csv or application/x-ndjson. Compress neither.",
            },
            "The header content-type names something that this route does not read, or "
                + "content-encoding says that the body is compressed."
        ),
        new(Problem.NotFound(), "There is nothing at this path."),
        new(Problem.MethodNotAllowed(), "The path exists, and takes other methods than this one."),
        new(Problem.NotReady(), "The service has started and is not warm yet, or it is about to stop.")
        {
            WhatToDo = "Ask again in a second or two, or another machine of the service. The detail of the answer says which it is.",
        },
        new(
            Problem.Busy(),
            "The service works on only so many requests at once, so that each of them is answered soon, and this one was beyond them."
        )
        {
            WhatToDo = "Send the same again after as many seconds as the header retry-after says. Nothing was kept of the request.",
        },
        new(Problem.TooManyRequests(1), "One address, one key or one hub asked more in a minute than is there for one of them.")
        {
            WhatToDo =
                "Wait for as many seconds as the header retry-after says. Keep answers about the catalogue, which change rarely, and send many people as a waiting list. The operator of the service can allow more.",
        },
        new(Problem.TooSlow(), "The whole request did not arrive in time, or its answer was not taken in time."),
        new(
            Problem.ScorerUnavailable(),
            "The service that holds the ranking model is away. Recommendations are still given, in a plain order."
        ),
        new(Problem.NoSuchProvider(), "No provider of the catalogue has this id. It may have left with a new catalogue."),
        new(Problem.NoSuchCourse(), "No course of the catalogue has this id. It may have left with a new catalogue."),
        new(Problem.NoSuchCohort(), "No cohort of the catalogue has this id. It may have left with a new catalogue."),
        new(
            Problem.UnreadableList(
                "Send CSV with a heading that names postcode, or latitude and longitude; or a JSON object a line. The detail of the answer says what was found instead."
            ),
            "The file is empty, a workbook, or has no column that says where people are."
        ),
        new(
            Problem.ListTooLarge("Split the list, or ask the operator of the service to raise the limit, which the answer's detail names."),
            "The waiting list has more bytes than the service takes."
        ),
        new(
            Problem.NotAcceptable([], []) with
            {
                Detail = "Accept one of the forms that the answer's detail names.",
            },
            "The header accept asks for a form that these results do not come in."
        ),
        new(
            Problem.IdempotencyKeyReused(),
            "An idempotency key belongs to one list with one set of options, for as long as its run is kept."
        ),
        new(Problem.NoSuchRun(), "No batch run has this id, or no longer."),
        new(Problem.RunNotDone(), "People are still being ranked or placed, so there is nothing to fetch yet."),
        new(Problem.NobodyPlaced(), "The run was begun without allocation, so nobody was placed."),
        new(
            Problem.StorageUnavailable(
                "Wait and ask again. The operator of the service finds in the answer's detail, and in its log, what to do; nothing that was stored is lost."
            ),
            "The disk or the database of batch runs is full, locked or damaged."
        ),
        new(Problem.Internal(), "The service failed in a way that nobody foresaw. Nothing of the request was kept."),
    }.ToFrozenDictionary(page => page.Example.Type);

    /// <summary>Maps them.</summary>
    public static RouteGroupBuilder MapProblemPages(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup(Problem.Types).ExcludeFromDescription();
        pages.MapGet(
            "",
            () =>
                Html(
                    "Errors of Matcher",
                    $"<ul>{string.Concat(Pages.Values.OrderBy(page => page.Example.Type, StringComparer.Ordinal).Select(Entry))}</ul>"
                )
        );
        pages.MapGet("{name}", Find);
        return pages;
    }

    private static Results<ContentHttpResult, Problem> Find(string name)
    {
        if (!Pages.TryGetValue(Problem.Types + name, out var page))
            return Problem.NotFound();
        var example = page.Example;
        var shown = example.Errors is null
            ? ""
            : $"<h2>Example</h2><pre>{Text(JsonSerializer.Serialize(example, ShownJson.Problem))}</pre>";
        return Html(
            example.Title,
            $"<p>HTTP status {example.Status}, type <code>{Text(example.Type)}</code>.</p><h2>What it means</h2><p>{Text(page.Meaning)}</p><h2>What to do</h2><p>{Text(page.WhatToDo)}</p>{shown}<p><a href=\"{Problem.Types}\">All errors</a></p>"
        );
    }

    private static string Entry(Page page) =>
        $"<li><a href=\"{page.Example.Type}\">{Text(page.Example.Title)}</a> ({page.Example.Status})</li>";

    private static ContentHttpResult Html(string title, string body) =>
        TypedResults.Text(
            $"<!doctype html><html lang=\"en-GB\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{Text(title)}</title>"
                + $"<style>body{{font:1.1rem/1.5 system-ui,sans-serif;max-width:40rem;margin:2rem auto;padding:0 1rem}}pre{{overflow:auto;font-size:.9rem}}</style></head><body><main><h1>{Text(title)}</h1>{body}</main></body></html>",
            "text/html; charset=utf-8"
        );

    private static string Text(string text) => HtmlEncoder.Default.Encode(text);

    private sealed record Page(Problem Example, string Meaning)
    {
        public string WhatToDo { get; init; } = Example.Detail;
    }
}
