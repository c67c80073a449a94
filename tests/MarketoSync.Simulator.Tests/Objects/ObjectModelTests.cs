using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using static MarketoSync.Simulator.Tests.SimulatorSession;

namespace MarketoSync.Simulator.Tests;

/// <summary>Holds any sequence of calls on one object against a dictionary.</summary>
public class ObjectModelTests
{
    public enum Kind
    {
        CreateOrUpdate,
        CreateOnly,
        UpdateOnly,
        Delete,
    }

    public static Arbitrary<(Kind Kind, (int Key, int Year)[] Records)[]> Calls() =>
        (from kind in Gen.Elements(Enum.GetValues<Kind>())
         from count in Gen.Choose(1, 4)
         from records in (from key in Gen.Choose(1, 5) from year in Gen.Choose(1, 9) select (key, year)).ArrayOf(count)
         select (kind, records)).ArrayOf().ToArbitrary();

    [Property(MaxTest = 30, Arbitrary = [typeof(ObjectModelTests)])]
    public async Task Any_sequence_of_calls_agrees_with_a_dictionary_in_answers_records_and_ledger((Kind Kind, (int Key, int Year)[] Records)[] calls)
    {
        await using var session = await StartAsync(new SimulatorOptions { CallsPerWindow = 0 });
        var model = new Dictionary<string, int>();
        var effects = new Dictionary<string, EffectCounts>();
        foreach (var (kind, records) in calls)
        {
            var expected = records.Select(record => Apply(kind, $"V{record.Key}", record.Year, model, effects)).ToList();
            var action = kind is Kind.Delete ? "" : $"\"action\":\"{char.ToLowerInvariant(kind.ToString()[0])}{kind.ToString()[1..]}\",";
            var input = records.Select(record =>
                $$"""{"vin":"{{(record.Year % 2 == 0 ? 'v' : 'V')}}{{record.Key}}"{{(kind is Kind.Delete ? "" : $",\"year\":{record.Year}")}}}""");
            var path = kind is Kind.Delete ? "/rest/v1/customobjects/car_c/delete.json" : "/rest/v1/customobjects/car_c.json";
            Assert.Equal(expected, Outcomes(await session.SyncAsync($$"""{{{action}}"input":[{{string.Join(',', input)}}]}""", path)));
        }
        var stored = session.Simulator.Objects.All("customobjects/car_c")
            .ToDictionary(record => ((string)record.Values["vin"]).ToUpperInvariant(), record => (int)record.Values["year"]);
        Assert.Equal(model.OrderBy(pair => pair.Key), stored.OrderBy(pair => pair.Key));
        Assert.Equal(effects.OrderBy(pair => pair.Key), session.Simulator.Ledger.Of("customobjects/car_c").Counts()
            .Select(pair => KeyValuePair.Create(pair.Key.ToUpperInvariant(), pair.Value)).OrderBy(pair => pair.Key));
    }

    private static string Apply(Kind kind, string key, int year, Dictionary<string, int> model, Dictionary<string, EffectCounts> effects)
    {
        var before = effects.GetValueOrDefault(key);
        var known = model.ContainsKey(key);
        switch (kind, known)
        {
            case (Kind.Delete, true):
                model.Remove(key);
                effects[key] = before with { Deleted = before.Deleted + 1 };
                return "deleted";
            case (Kind.Delete or Kind.UpdateOnly, false):
                effects[key] = before with { Skipped = before.Skipped + 1 };
                return "1013";
            case (Kind.CreateOnly, true):
                effects[key] = before with { Skipped = before.Skipped + 1 };
                return "1017";
            default:
                model[key] = year;
                effects[key] = known ? before with { Updated = before.Updated + 1 } : before with { Created = before.Created + 1 };
                return known ? "updated" : "created";
        }
    }
}
