using System.Collections.Frozen;
using Matcher.Api.BatchRuns.WaitingLists;
using Matcher.Api.Http;
using Microsoft.Net.Http.Headers;

namespace Matcher.Api.BatchRuns;

/// <summary>What waiting lists are called by those who send them. None of these names says anything else of a file.</summary>
internal static class ListTypes
{
    // Windows with Excel, and so its browsers, call a CSV file a workbook. How the cells are separated is found out from the file.
    private static readonly FrozenDictionary<string, ListFormat> Names = new Dictionary<string, ListFormat>
    {
        [AnswerForm.Csv.MediaType] = ListFormat.Csv,
        ["text/x-csv"] = ListFormat.Csv,
        ["text/comma-separated-values"] = ListFormat.Csv,
        ["text/x-comma-separated-values"] = ListFormat.Csv,
        ["text/tab-separated-values"] = ListFormat.Csv,
        ["application/csv"] = ListFormat.Csv,
        ["application/x-csv"] = ListFormat.Csv,
        ["application/vnd.ms-excel"] = ListFormat.Csv,
        [AnswerForm.Ndjson.MediaType] = ListFormat.Ndjson,
        ["application/ndjson"] = ListFormat.Ndjson,
        ["application/jsonl"] = ListFormat.Ndjson,
        ["application/jsonlines"] = ListFormat.Ndjson,
        ["application/x-jsonlines"] = ListFormat.Ndjson,
        ["application/json-lines"] = ListFormat.Ndjson,
        ["text/x-ndjson"] = ListFormat.Ndjson,
        ["text/jsonl"] = ListFormat.Ndjson,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The form of a list by the header content-type; null when that names no list.</summary>
    public static ListFormat? FormatOf(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type) && Names.TryGetValue(type.MediaType.ToString(), out var format)
            ? format
            : null;
}
