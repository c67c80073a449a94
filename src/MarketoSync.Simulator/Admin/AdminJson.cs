using System.Text.Json.Serialization;

namespace MarketoSync.Simulator;

/// <summary>The JSON of the admin endpoints.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(AdminReport))]
[JsonSerializable(typeof(FaultPlanCommand))]
[JsonSerializable(typeof(ScriptedFault[]))]
internal sealed partial class AdminJson : JsonSerializerContext;
