using System.Text.Json;
using MarketoSync.Cli.Manifests;
using MarketoSync.Manifests;
using MarketoSync.Runs;

namespace MarketoSync.Cli.Tests.Manifests;

/// <summary>What is kept of a manifest is read by later versions, which go on with it.</summary>
public sealed class ManifestNoteTests : IDisposable
{
    private const string Text = """
        {
          "run": "n",
          "syncs": [
            {
              "run": "n-1-leads",
              "source": "people.csv",
              "bytes": 8,
              "modifiedAt": "2026-08-01T09:30:00+00:00",
              "format": "csv",
              "options": {
                "target": "leads",
                "action": "updateOnly",
                "key": "crmId",
                "mode": "auto",
                "onQuota": "stop",
                "map": "{\u0022drop\u0022:[\u0022notes\u0022]}",
                "preflight": "off",
                "maxRefused": "5%"
              }
            },
            {
              "run": "n-2-customobjects-car_c",
              "source": "people.csv",
              "bytes": 8,
              "modifiedAt": "2026-08-01T09:30:00+00:00",
              "format": "csv",
              "options": {
                "target": "customobjects/car_c",
                "action": "createOrUpdate",
                "key": "vin,owner"
              }
            },
            {
              "run": "n-3-lists-7",
              "source": "people.csv",
              "bytes": 8,
              "modifiedAt": "2026-08-01T09:30:00+00:00",
              "format": "csv",
              "options": {
                "target": "lists/7",
                "action": "add"
              }
            }
          ]
        }
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("marketo-sync-test-");
    private readonly ManifestSync[] _syncs;

    public ManifestNoteTests()
    {
        var source = Path.Combine(_folder.FullName, "people.csv");
        File.WriteAllText(source, "email\na\n");
        File.SetLastWriteTimeUtc(source, new DateTime(2026, 8, 1, 9, 30, 0, DateTimeKind.Utc));
        _syncs =
        [
            Sync("n-1-leads", source, new("leads", "updateOnly", "crmId", Mode: "auto", OnQuota: "stop", Map: """{"drop":["notes"]}""", Preflight: "off", MaxRefused: "5%")),
            Sync("n-2-customobjects-car_c", source, new("customobjects/car_c", DedupeBy: "vin,owner")),
            Sync("n-3-lists-7", source, new("lists/7")),
        ];
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void It_is_written_as_ever() => Assert.Equal(
        Text.ReplaceLineEndings("\n"),
        JsonSerializer.Serialize(new ManifestNote("n", [.. _syncs.Select(NotedSync.Of)]), ManifestJson.Default.ManifestNote).ReplaceLineEndings("\n"));

    [Fact]
    public void One_that_is_read_asks_for_what_it_was_written_of()
    {
        var note = JsonSerializer.Deserialize(Text, ManifestJson.Default.ManifestNote)!;

        Assert.All(note.Syncs.Zip(_syncs), pair => Assert.True(pair.First.Asks(pair.Second), pair.First.Run));
        Assert.False(note.Syncs[0].Asks(_syncs[1] with { Run = "n-1-leads" }));
    }

    private static ManifestSync Sync(string run, string source, SyncOptions options)
    {
        Assert.True(SyncRequest.TryRead(options, source, out var request, out var fault), fault?.Text);
        return new ManifestSync(run, new ManifestEntry(1, source, options, null, new Dictionary<string, long>(), []), source, request);
    }
}
