using FsCheck;
using FsCheck.Xunit;
using MarketoSync.Manifests;
using MarketoSync.Runs;

namespace MarketoSync.Tests.Manifests;

public sealed class ManifestReaderTests
{
    [Fact]
    public void Each_sync_has_its_source_its_options_and_the_lines_where_they_stand()
    {
        var syncs = Read("""
            {"syncs":[
              {"source":"people.csv","target":"leads","action":"createOnly","lookupField":"crmId","partitionName":"EU","map":"people-map.json",
               "onQuota":"stop","preflight":"reject"},
              {"source":"cars.txt","target":"customobjects/car_c","dedupeBy":"vin","mode":"auto","format":"csv","action":null,
               "map":{"rename":{"VIN":"vin"}}},

              {"memberStatus":"Invited","target":"programs/7/members","source":"in\u0076ited.ndjson"}
            ]}
            """);

        Assert.Equal(["people.csv", "cars.txt", "invited.ndjson"], syncs.Select(sync => sync.Source));
        Assert.Equal(
            [
                new SyncOptions("leads", "createOnly", "crmId", PartitionName: "EU", OnQuota: "stop", Preflight: "reject"),
                new SyncOptions("customobjects/car_c", DedupeBy: "vin", Format: "csv", Mode: "auto", Map: """{"rename":{"VIN":"vin"}}"""),
                new SyncOptions("programs/7/members", MemberStatus: "Invited"),
            ],
            syncs.Select(sync => sync.Options));
        Assert.Equal(["people-map.json", null, null], syncs.Select(sync => sync.MapFile));
        Assert.Equal([2, 4, 7], syncs.Select(sync => sync.Line));
        Assert.Equal((3, 2), (syncs[0].LineOf("onQuota"), syncs[0].LineOf("memberStatus")));
    }

    [Theory]
    [InlineData(1, "this is not valid JSON near character 1. A manifest is written as {", "")]
    [InlineData(2, "this is not valid JSON", "{\"syncs\":[\n{\"source\":\"a.csv\",}]}")]
    [InlineData(2, "this is not valid JSON", "{\"syncs\":[{\"source\":\"a.csv\"}]}\n{}")]
    [InlineData(1, "a manifest is a JSON object", "[]")]
    [InlineData(2, "'sync' is not known. Known: syncs.", "{\n\"sync\":[]}")]
    [InlineData(2, "'syncs' stands there twice", "{\"syncs\":[{\"source\":\"a.csv\"}],\n\"syncs\":[]}")]
    [InlineData(1, "syncs must be a list", """{"syncs":{}}""")]
    [InlineData(1, "there is nothing to sync", """{"syncs":[]}""")]
    [InlineData(1, "there is nothing to sync", "{}")]
    [InlineData(2, "a sync is an object with a source", "{\"syncs\":[\n\"people.csv\"]}")]
    [InlineData(2, "source is missing", "{\"syncs\":[\n{\n\"target\":\"leads\"}]}")]
    [InlineData(1, "source is missing", """{"syncs":[{"source":""}]}""")]
    [InlineData(1, "source is missing", """{"syncs":[{"source":null}]}""")]
    [InlineData(3, "'lookup' is not known. Known: source, target, action, lookupField, dedupeBy, partitionName, memberStatus, mode, preflight, format, onQuota", "{\"syncs\":[\n{\"source\":\"a.csv\",\n\"lookup\":\"email\"}]}")]
    [InlineData(2, "'source' stands there twice", "{\"syncs\":[{\"source\":\"a.csv\",\n\"source\":\"b.csv\"}]}")]
    [InlineData(1, "target must be a text", """{"syncs":[{"source":"a.csv","target":["leads"]}]}""")]
    [InlineData(1, "map must be a mapping, or the name of a file", """{"syncs":[{"source":"a.csv","map":["map.json"]}]}""")]
    [InlineData(4, "map: the field 'b' is both renamed and dropped.", "{\"syncs\":[{\"source\":\"a.csv\",\n\"map\":{\n\"drop\":[\"b\"],\n\"rename\":{\"b\":\"c\"}}}]}")]
    [InlineData(1, "a text holds half of a character", """{"syncs":[{"source":"\ud800.csv"}]}""")]
    public void What_is_wrong_is_told_with_its_line(long line, string text, string json)
    {
        var fault = Assert.Single(ManifestReader.Read(json).Faults);

        Assert.Equal(line, fault.Line);
        Assert.StartsWith(text, fault.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void All_that_cannot_be_read_is_told_at_once_and_the_rest_is_read()
    {
        var (syncs, faults) = ManifestReader.Read("""
            {"sync":[{"source":"a.csv"}],
             "syncs":[
              {"source":"people.csv","lookup":{"by":["email"]},
               "action":["createOnly"],"mode":"auto",
               "mode":{"is":"bulk"},"map":{"drop":7,
               "rename":{}},
               "\ud800":[],"onQuota":true},
              ["people.csv"],
              {"source":["people.csv"],"target":"companies"},
              {"target":"lists/7","map":[]},
              {"source":"cars.csv"}
             ],
             "syncs":[{"source":"a.csv"}]}
            """);

        Assert.Equal(
            [(1, "'sync'"), (3, "'lookup'"), (4, "action"), (5, "'mode'"), (5, "map:"), (7, "a"), (7, "onQuota"), (8, "a"), (9, "source"), (10, "map"), (10, "source"), (13, "'syncs'")],
            faults.Select(fault => ((int)fault.Line, fault.Text.Split(' ')[0])));
        Assert.Equal(
            [
                ("people.csv", new SyncOptions(Mode: "auto"), "lookup action mode map  onQuota"),
                ("", new SyncOptions("companies"), "source"),
                ("", new SyncOptions("lists/7"), "map"),
                ("cars.csv", new SyncOptions(), ""),
            ],
            syncs.Select(sync => (sync.Source, sync.Options, string.Join(' ', sync.Unread))));
    }

    [Fact]
    public void Where_an_option_cannot_be_read_what_depends_on_it_is_not_judged()
    {
        const string Sync = """{"source":"a.csv","memberStatus":"Invited","dedupeBy":"id","onQuota":"never","mode":"bulk","action":"delete",""";

        Assert.Equal(["onQuota", "mode", "memberStatus"], FaultsOf(Sync + "\"format\":\"csv\"}"));
        Assert.Equal(["onQuota", "mode", "memberStatus"], FaultsOf(Sync + "\"map\":7,\"source\":\"b.csv\"}"));
        Assert.Equal(["onQuota"], FaultsOf(Sync + "\"taget\":\"programs/7/members\"}"));
        Assert.Equal(["target", "onQuota"], FaultsOf(Sync + "\"target\":\"cars\"}"));

        static IEnumerable<string> FaultsOf(string sync)
        {
            var entry = Assert.Single(ManifestReader.Read($$"""{"syncs":[{{sync}}]}""").Syncs);
            return entry.Faults(SyncRequest.Read(entry.Options, entry.Source).Faults).Select(fault => fault.Text.Split(' ')[0]);
        }
    }

    [Fact]
    public void What_is_no_JSON_is_told_alone() => Assert.Equal(
        [3L], ManifestReader.Read("{\"sync\":[],\n\"syncs\":[{\"source\":7,\"lookup\":1},\n{,}]}").Faults.Select(fault => fault.Line));

    [Property]
    public void Whatever_a_manifest_holds_is_read_or_told(NonNull<string> text, NonNegativeInt place)
    {
        const string Manifest = """{"syncs":[{"source":"people.csv","lookupField":"email","map":{"drop":["a"]}},{"source":"cars.csv","target":"companies"}]}""";
        var at = place.Get % Manifest.Length;

        foreach (var json in new[] { text.Get, Manifest[..at], Manifest[..at] + text.Get + Manifest[at..], Manifest.Remove(at, 1) })
        {
            var (syncs, faults) = ManifestReader.Read(json);

            Assert.True(syncs.Count + faults.Count > 0, json);
            Assert.All(faults, fault => Assert.InRange(fault.Line, 1, json.Count(letter => letter == '\n') + 1));
        }
    }

    [Theory]
    [InlineData("target", "target cars is not known.", """{"source":"a.csv","target":"cars"}""")]
    [InlineData("lookupField", "lookupField id goes with", """{"source":"a.csv","lookupField":"id"}""")]
    [InlineData("dedupeBy", "dedupeBy isbn cannot be used", """{"source":"a.csv","target":"companies","dedupeBy":"isbn"}""")]
    [InlineData("lookupField", "lookupField isbn cannot be used", """{"source":"a.csv","target":"companies","lookupField":"isbn"}""")]
    [InlineData("dedupeBy", "dedupeBy id goes with", """{"source":"a.csv","dedupeBy":"id"}""")]
    [InlineData("lookupField", "dedupeBy and lookupField are one option: keep", """{"source":"a.csv","dedupeBy":"vin","lookupField":"vin"}""")]
    [InlineData("dedupeBy", "dedupeBy and lookupField are one option: keep", """{"source":"a.csv","lookupField":"","dedupeBy":"vin"}""")]
    [InlineData("lookupField", "lookupField id goes with", """{"source":"a.csv","lookupField":"id","dedupeBy":null}""")]
    [InlineData("lookupField", "lookupField isbn cannot be used", """{"source":"a.csv","dedupeBy":null,"lookupField":"isbn","target":"companies"}""")]
    [InlineData(null, "format cannot be told", """{"source":"a.txt"}""")]
    [InlineData("preflight", "preflight maybe is not known. Known: off, warn, reject.", """{"source":"a.csv","preflight":"maybe"}""")]
    [InlineData("onQuota", "onQuota 7 is not known", """{"source":"a.csv","onQuota":7}""")]
    public void An_option_that_does_not_fit_is_told_by_the_name_and_the_line_that_it_has_in_the_manifest(string? member, string text, string sync)
    {
        var entry = Read($$"""{"syncs":[{{"\n" + sync.Replace(",", ",\n", StringComparison.Ordinal)}}]}""")[0];

        var fault = Assert.Single(entry.Faults(SyncRequest.Read(entry.Options, entry.Source).Faults));

        Assert.StartsWith(text, fault.Text, StringComparison.Ordinal);
        Assert.Equal(member is null ? entry.Line : entry.Members[member], fault.Line);
        Assert.Equal(2, entry.Line);
    }

    [Fact]
    public void What_is_null_is_left_out() =>
        Assert.Equal(new SyncOptions(LookupField: "email"), Read("""{"syncs":[{"source":"a.csv","dedupeBy":null,"lookupField":"email","map":null}]}""")[0].Options);

    private static IReadOnlyList<ManifestEntry> Read(string json)
    {
        var (syncs, faults) = ManifestReader.Read(json);
        Assert.Empty(faults);
        return syncs;
    }
}
