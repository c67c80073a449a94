using System.Text.Json.Serialization;
using MarketoSync.Batching;
using MarketoSync.Recovery;

namespace MarketoSync.Orchestration;

/// <summary>How inputs and outputs are kept in histories.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(bool))]
[JsonSerializable(typeof(RunInput))]
[JsonSerializable(typeof(RunEnd))]
[JsonSerializable(typeof(PlanOutput))]
[JsonSerializable(typeof(CutInput))]
[JsonSerializable(typeof(SplitInput))]
[JsonSerializable(typeof(StepInput))]
[JsonSerializable(typeof(ConcludeInput))]
[JsonSerializable(typeof(ReportRequest))]
[JsonSerializable(typeof(UsageInput))]
[JsonSerializable(typeof(UsageLook))]
[JsonSerializable(typeof(BatchOutcome))]
[JsonSerializable(typeof(IReadOnlyList<Batch>))]
[JsonSerializable(typeof(Work))]
[JsonSerializable(typeof(RunProgress))]
public sealed partial class OrchestrationJson : JsonSerializerContext;
