namespace MarketoSync.Simulator;

/// <summary>What a native CRM sync leaves of an object's endpoints; the rest answers 1018.</summary>
internal enum CrmRule
{
    Unaffected,
    ReadOnly,
    Closed,
}
