using MarketoSync.Marketo;
using MarketoSync.Orchestration;
using MarketoSync.Preflight;

namespace MarketoSync.Api.Tests.Support;

/// <summary>Describes each object alike, or says why it does not.</summary>
internal sealed class FakeSchemas : ISchemaSource
{
    private static readonly string[] s_fields = ["email", "firstName", "leadSource", "vin", "x"];

    private static readonly ObjectSchema s_any = new("Any", null, ["vin"], [.. s_fields.Select(field => new FieldSchema(field, FieldType.Text, 30))]);

    /// <summary>Marketo's code for why it describes nothing.</summary>
    public string? Refusal { get; set; }

    public Task<SchemaAnswer> ReadAsync(Target target, TimeSpan mostAge, CancellationToken cancellation) => Task.FromResult(Refusal is { } code
        ? new SchemaAnswer(null, CallCount.Error(code), new CallResult(OutcomeKind.Refused, code, null, default, default))
        : new SchemaAnswer(s_any, CallCount.Success));

    public Task ForgetAsync(Target target, CancellationToken cancellation) => Task.CompletedTask;
}
