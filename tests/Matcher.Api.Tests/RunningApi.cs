using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Matcher.Api.Recommendations;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;

namespace Matcher.Api.Tests;

/// <summary>
/// The API on a real socket, with its scorer inside and the clock at noon on 23 November 2026, when the sample's dates are as written.
/// </summary>
public sealed class RunningApi : IDisposable
{
    public static readonly DateOnly Today = new(2026, 11, 23);

    public static readonly DateTime Now = Today.ToDateTime(new(12, 0));

    private static readonly Lazy<RunningApi> LazyShared = new(() => new RunningApi());
    private readonly Factory factory;
    private readonly DirectoryInfo store = Directory.CreateTempSubdirectory("matcher-test-");

    public RunningApi(params (string Name, string Value)[] settings)
    {
        factory = new Factory([("BatchRuns:Folder", store.FullName), ("Postcodes:File", ""), .. settings]);
        // With the port as a setting: UseKestrel(0) changes the addresses after the program has built its server, and loses when that has
        // started already (dotnet/aspnetcore#67714).
        factory.UseKestrel();
        factory.StartServer();
        Client = factory.CreateClient();
    }

    /// <summary>One for all tests that only ask: an answer depends on nothing but the request.</summary>
    public static RunningApi Shared => LazyShared.Value;

    public HttpClient Client { get; }

    /// <summary>The service's parts, for what its command line would do.</summary>
    public IServiceProvider Services => factory.Services;

    /// <summary>What time it is for the service.</summary>
    public FakeTimeProvider Clock => factory.Clock;

    /// <summary>Everything that was logged at the levels that ship.</summary>
    public IReadOnlyCollection<string> Log => factory.Log;

    public Task<HttpResponseMessage> Post(string json, string mediaType = "application/json") =>
        Client.PostAsync("/v1/recommendations", new StringContent(json, Encoding.UTF8, mediaType));

    /// <summary>Puts a file where a service that has started keeps its batch runs.</summary>
    public static async Task ReplaceByFile(string folder)
    {
        // What the start writes there comes a moment later.
        var versions = Path.Combine(folder, "catalogue-versions");
        await Poll.Until(() => Task.FromResult(Directory.Exists(versions) && Directory.EnumerateFiles(versions, "*.json").Any()));
        Directory.Delete(folder, recursive: true);
        await File.WriteAllTextAsync(folder, "");
    }

    /// <summary>The answer to a good request.</summary>
    public async Task<JsonObject> Recommend(JsonObject request)
    {
        using var response = await Post(request.ToJsonString());
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{request.ToJsonString()} was answered with {text}");
        return JsonNode.Parse(text)!.AsObject();
    }

    /// <summary>The problem that a bad request is answered with.</summary>
    public async Task<JsonObject> Problem(int status, HttpRequestMessage request)
    {
        using var response = await Client.SendAsync(request);
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = (await response.Content.ReadFromJsonAsync<JsonObject>())!;
        Assert.Equal(status, (int)problem["status"]!);
        Assert.NotEmpty((string)problem["title"]!);
        Assert.NotEmpty((string)problem["detail"]!);
        return problem;
    }

    public void Dispose()
    {
        Client.Dispose();
        factory.Dispose();
        store.Delete(recursive: true);
    }

    private sealed class Factory((string Name, string Value)[] settings) : WebApplicationFactory<RecommendationRequest>, ILoggerProvider
    {
        public ConcurrentQueue<string> Log { get; } = new();

        public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(Today, new TimeOnly(12, 0), TimeSpan.Zero));

        public ILogger CreateLogger(string categoryName) => new QueueLogger(Log);

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            // Only a test that is about the deadline may depend on how busy the machine is.
            builder.UseSetting("Scorer:Deadline", "00:00:30");
            builder.UseSetting("urls", "http://127.0.0.1:0");
            // And only a test that is about the limits of work may meet one: how much is done at once depends on the machine as well.
            foreach (var limit in new[] { "AnswersAtOnce", "ResultsAtOnce", "ListsAtOnce" })
                builder.UseSetting($"Limits:{limit}", "1000");
            foreach (var (name, value) in settings)
                builder.UseSetting(name, value);
            builder.ConfigureLogging(logging => logging.ClearProviders().AddProvider(this));
            builder.ConfigureTestServices(services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock)));
        }
    }

    private sealed class QueueLogger(ConcurrentQueue<string> log) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => log.Enqueue($"{formatter(state, exception)} {exception}");
    }
}
