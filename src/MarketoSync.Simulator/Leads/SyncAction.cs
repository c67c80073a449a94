namespace MarketoSync.Simulator;

internal enum SyncAction
{
    CreateOrUpdate,
    CreateOnly,
    UpdateOnly,
    CreateDuplicate,
}
