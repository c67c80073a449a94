using System.Text;
using System.Text.Json;
using MarketoSync.Functions.Tests.Engine;
using MarketoSync.Functions.Tests.Support;
using MarketoSync.Marketo;
using MarketoSync.Orchestration;
using MarketoSync.Runs;
using MarketoSync.Simulator;
using Newtonsoft.Json;

namespace MarketoSync.Functions.Tests.Runs;

/// <summary>Histories, statuses and logs are kept long and read by many: nothing of a record and no secret may be in them.</summary>
public sealed class PrivacyTests
{
    /// <summary>Is in every value of every record, and in the secret.</summary>
    private const string Marker = "mrkr";

    [Theory]
    [InlineData("createOrUpdate")]
    [InlineData("createOnly")]
    [InlineData("updateOnly")]
    public async Task Nothing_of_a_record_and_no_secret_gets_into_histories_statuses_or_logs(string action)
    {
        using var logs = new LogLines();
        await using var app = await SyncApp.StartAsync(
            new AppOptions { Action = action, MaxBatchRecords = 40, LeasesCalls = true, ClientSecret = "wrong", MarketosSecret = $"secret-{Marker}" },
            logs);
        for (var person = 0; person < 100; person++) app.Simulator.AddLead(("email", Email(person)));
        app.Time.Advance(TimeSpan.FromDays(1));
        app.Simulator.Faults = Faults();
        await app.Runs.StartAsync(await app.TakeInAsync(Records()), CancellationToken.None);
        await app.Engine.RunAsync();
        app.Deploy(settings => settings with { ClientSecret = new Secret($"secret-{Marker}") });
        app.Engine.BeforeActivity = (_, before) => before == 3 ? throw new IOException("away") : Task.CompletedTask;
        await app.RaiseAsync(RunEvents.Resume);
        await app.Engine.RunAsync();

        Assert.Equal(RunPhase.Ended, (await app.ActivityAsync())!.Phase);
        Assert.Contains(await app.ResultsAsync(), result => result.Key?.Contains(Marker, StringComparison.Ordinal) == true);
        Assert.NotEmpty(logs.Lines);
        string[] secrets = [Marker, await TokenAsync(app)];
        var kept = KeptBy(app.Engine.Store).ToList();
        Assert.Contains(kept, text => text.Contains("System.IO.IOException", StringComparison.Ordinal));
        foreach (var text in kept.Concat(logs.Lines))
            Assert.All(secrets, secret => Assert.DoesNotContain(secret, text, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>All that the engine keeps or kept: each event with its input, output and failure, and each status.</summary>
    private static IEnumerable<string> KeptBy(HubStore store) =>
        store.Happened.Cast<object>().Concat(store.Shown).Select(kept => JsonConvert.SerializeObject(kept));

    private static string Records()
    {
        var records = new StringBuilder();
        for (var record = 0; record < 400; record++)
        {
            var score = record % 50 == 7 ? $"\"{Marker}\"" : "5";
            var name = $"""firstName":"Zoë {Marker}","notes":"{Marker} {record}""";
            records.Append($$"""{"email":"{{Email(record % 390)}}","{{name}}","leadScore":{{score}}}""").Append('\n');
        }

        return records.Append($$"""{"email":"{{Email(1)}}" {{Marker}}""").Append('\n').ToString();
    }

    private static string Email(int person) => $"{Marker}.{person}@example.com";

    private static FaultPlan Faults() => new()
    {
        Rate = 0.3,
        Seed = 5,
        Weights = new[] { "601", "611-after", "http-413", "http-500-after", "reset-after", "html-200-after", "truncated-after", "604-after" }
            .ToDictionary(fault => fault, _ => 1.0),
        Poison = new PoisonRule($"{Marker} 123"),
    };

    /// <summary>The token that the simulator gives to whoever asks until it expires.</summary>
    private static async Task<string> TokenAsync(SyncApp app)
    {
        using var http = new HttpClient();
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials", ["client_id"] = "simulator-client", ["client_secret"] = $"secret-{Marker}",
        });
        using var answer = await http.PostAsync(new Uri(app.Simulator.BaseUrl, "identity/oauth/token"), form);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return json.RootElement.GetProperty("access_token").GetString()!;
    }
}
