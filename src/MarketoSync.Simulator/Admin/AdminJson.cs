using System.Text.Json.Serialization;

namespace MarketoSync.Simulator;

/// <summary>The JSON of the admin endpoints.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(AdminReport))]
[JsonSerializable(typeof(FaultPlanCommand))]
[JsonSerializable(typeof(ScriptedFault[]))]
[JsonSerializable(typeof(UsageCommand))]
[JsonSerializable(typeof(ListCommand))]
[JsonSerializable(typeof(ProgramCommand))]
[JsonSerializable(typeof(ImportReport))]
[JsonSerializable(typeof(OccupyCommand))]
[JsonSerializable(typeof(OccupyReport))]
[JsonSerializable(typeof(FailImportCommand))]
internal sealed partial class AdminJson : JsonSerializerContext;
