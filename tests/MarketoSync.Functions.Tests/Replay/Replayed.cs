using System.Text.Json;
using DurableTask.Core;
using DurableTask.Core.Command;
using DurableTask.Core.History;
using Microsoft.DurableTask.Worker.Shims;
using TaskOrchestrationContext = Microsoft.DurableTask.TaskOrchestrationContext;

namespace MarketoSync.Functions.Tests.Replay;

/// <summary>What became of an orchestration that was run again on the history of one that is over.</summary>
/// <param name="Status">Failed, if it asked for something else than the history tells of.</param>
/// <param name="More">What it asked for besides.</param>
internal sealed record Replayed(OrchestrationStatus? Status, string? Result, string? Fault, IReadOnlyList<OrchestratorAction> More)
{
    public static Replayed On(IEnumerable<HistoryEvent> history, Func<TaskOrchestrationContext, Task<JsonElement>> orchestration)
    {
        var state = new OrchestrationRuntimeState([.. history.Where(happened => happened is not ExecutionCompletedEvent)]);
        var shim = DurableTaskShimFactory.Default.CreateOrchestration<JsonElement, JsonElement>(state.Name, (context, _) => orchestration(context)!);
        var executor = new TaskOrchestrationExecutor(state, shim, BehaviorOnContinueAsNew.Carryover, ErrorPropagationMode.UseFailureDetails);
        var actions = executor.Execute().Actions.ToList();
        var end = actions.OfType<OrchestrationCompleteOrchestratorAction>().SingleOrDefault();
        return new(end?.OrchestrationStatus, end?.Result, end?.FailureDetails?.ErrorType, [.. actions.Where(action => action != end)]);
    }
}
