namespace MarketoSync.Embedded;

/// <summary>
/// The environment failed an activity: a full disk, say. What had finished is kept, and the run can be continued once the cause is mended.
/// </summary>
public sealed class EngineFaultException(Exception cause) : Exception(cause.Message, cause);
