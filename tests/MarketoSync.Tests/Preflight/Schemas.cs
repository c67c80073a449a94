using MarketoSync.Preflight;
using MarketoSync.Runs;

namespace MarketoSync.Tests.Preflight;

/// <summary>Objects to hold records against.</summary>
internal static class Schemas
{
    /// <summary>A field of each type, named by it.</summary>
    public static ObjectSchema Leads { get; } = new(
        "API Lead",
        null,
        [],
        [
            new("id", FieldType.Whole, IsUpdateable: false),
            new("createdAt", FieldType.DateTime, IsUpdateable: false),
            new("email", FieldType.Email, 30),
            new("text", FieldType.Text, 10),
            new("area", FieldType.TextArea, 30_000),
            new("street", FieldType.TextArea, 20),
            new("whole", FieldType.Whole),
            new("number", FieldType.Number),
            new("money", FieldType.Currency),
            new("truth", FieldType.Boolean),
            new("date", FieldType.Date),
            new("time", FieldType.DateTime),
            new("other", FieldType.Other),
            new("formula", FieldType.Formula, IsUpdateable: false),
            new("company", FieldType.Text, 10),
        ]);

    public static PreflightPlan Plan(
        SyncOptions? options = null, ObjectSchema? schema = null, PreflightMode mode = PreflightMode.Warn)
    {
        Assert.True(SyncRequest.TryRead((options ?? new SyncOptions()) with { Format = "ndjson", Preflight = mode.Name() }, "-", out var request, out var fault), fault?.Text);
        return PreflightPlan.For(request!, schema ?? Leads)!;
    }
}
