namespace Matcher.Api.Http;

/// <summary>A page of a list.</summary>
/// <param name="Items">The items of this page; empty past the end.</param>
/// <param name="Number">Which page, from 1.</param>
/// <param name="PageSize">How many items a page has.</param>
/// <param name="Total">How many items there are on all pages.</param>
/// <param name="Links">This page and those beside it.</param>
internal sealed record Page<T>(
    IReadOnlyList<T> Items,
    [property: System.Text.Json.Serialization.JsonPropertyName("page")] int Number,
    int PageSize,
    int Total,
    PageLinks Links
)
{
    /// <summary>Takes a page of items that are all at hand.</summary>
    public static Page<T> Of(IReadOnlyList<T> all, (int Page, int PageSize) wanted, HttpRequest request) =>
        Of([.. all.Skip((wanted.Page - 1) * wanted.PageSize).Take(wanted.PageSize)], all.Count, wanted, request);

    /// <summary>Makes a page of its items.</summary>
    public static Page<T> Of(IReadOnlyList<T> items, int total, (int Page, int PageSize) wanted, HttpRequest request) =>
        new(
            items,
            wanted.Page,
            wanted.PageSize,
            total,
            PageLinks.Of(request, wanted.Page, (total + wanted.PageSize - 1) / wanted.PageSize)
        );
}

/// <summary>Where the pages beside a page are, with the same filters and order.</summary>
/// <param name="Self">This page.</param>
/// <param name="Previous">The one before; null on the first.</param>
/// <param name="Next">The one after; null on the last.</param>
internal sealed record PageLinks(string Self, string? Previous, string? Next)
{
    public static PageLinks Of(HttpRequest request, int page, int pages)
    {
        return new(At(page), page > 1 ? At(Math.Min(page - 1, Math.Max(1, pages))) : null, page < pages ? At(page + 1) : null);

        string At(int number) =>
            request.PathBase
            + request.Path
            + QueryString.Create([
                .. request
                    .Query.Where(parameter => parameter.Key != "page")
                    .Select(parameter => KeyValuePair.Create(parameter.Key, (string?)parameter.Value)),
                KeyValuePair.Create("page", (string?)$"{number}"),
            ]);
    }
}
