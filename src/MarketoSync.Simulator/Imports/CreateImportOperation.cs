using System.Text.Json;

namespace MarketoSync.Simulator;

/// <summary>One upload: it queues a job, and it is the only call that ever tells of the job's id.</summary>
internal sealed class CreateImportOperation(ImportQueue queue, ImportPlan plan) : IOperation
{
    private readonly int generation = queue.Generation;
    private ImportSnapshot? job;

    /// <summary>The rows come in after the call, so faults that strike by records do not strike here.</summary>
    public int Records => 0;

    public ApiError Refusal { get; private set; }

    public void Apply(AnswerStyle style) => Refusal = queue.Add(plan, generation, out job);

    public void WriteResult(Utf8JsonWriter writer, AnswerStyle style)
    {
        writer.WriteStartArray("result"u8);
        if (job is not null && !style.DropOneResult)
        {
            writer.WriteStartObject();
            ImportAnswer.WriteIds(writer, job);
            writer.WriteString("status"u8, nameof(ImportStatus.Queued));
            ImportAnswer.WriteObject(writer, job);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    public void Dispose()
    {
    }
}
