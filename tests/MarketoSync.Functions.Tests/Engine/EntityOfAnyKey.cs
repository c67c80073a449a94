using DurableTask.Core.Entities;
using DurableTask.Core.Entities.OperationFormat;

namespace MarketoSync.Functions.Tests.Engine;

/// <summary>The engine looks an entity up by its name only; its key comes with what is asked of it.</summary>
internal sealed class EntityOfAnyKey(Func<EntityId, TaskEntity> create) : TaskEntity
{
    public override Task<EntityBatchResult> ExecuteOperationBatchAsync(EntityBatchRequest operations) =>
        create(EntityId.FromString(operations.InstanceId!)).ExecuteOperationBatchAsync(operations);
}
