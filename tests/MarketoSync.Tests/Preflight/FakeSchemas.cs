using MarketoSync.Marketo;
using MarketoSync.Orchestration;
using MarketoSync.Preflight;

namespace MarketoSync.Tests.Preflight;

/// <summary>Describes every object as it is told to, for one call each time unless a description is kept.</summary>
internal sealed class FakeSchemas : ISchemaSource
{
    public ObjectSchema Schema { get; set; } = new("Any", null, ["vin"], [new("email", FieldType.Email), new("vin", FieldType.Text), new("n", FieldType.Other)]);

    /// <summary>What was read an hour ago, if that is kept.</summary>
    public ObjectSchema? Kept { get; set; }

    /// <summary>Why it describes nothing, if it does not.</summary>
    public CallResult? Fault { get; set; }

    public List<(string Target, TimeSpan MostAge)> Asked { get; } = [];

    public List<string> Forgotten { get; } = [];

    public static CallResult Refused(string code) => new(OutcomeKind.Refused, code, "told by Marketo", default, default);

    public static CallResult Unreachable { get; } = new(OutcomeKind.NotSent, FaultCodes.Unreachable, null, default, default, Reached: false);

    public Task<SchemaAnswer> ReadAsync(Target target, TimeSpan mostAge, CancellationToken cancellation)
    {
        Asked.Add((target.Name, mostAge));
        if (Kept is not null && mostAge > TimeSpan.FromHours(1)) return Task.FromResult(new SchemaAnswer(Kept, CallCount.None));
        return Task.FromResult(Fault is null ? new SchemaAnswer(Schema, CallCount.Success) : new SchemaAnswer(null, Fault.Reached ? CallCount.Error(Fault.Code) : CallCount.None, Fault));
    }

    public Task ForgetAsync(Target target, CancellationToken cancellation)
    {
        Forgotten.Add(target.Name);
        return Task.CompletedTask;
    }
}
