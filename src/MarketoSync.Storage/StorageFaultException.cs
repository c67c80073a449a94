namespace MarketoSync.Storage;

/// <summary>The storage account does not do what it is asked, after all of the SDK's own attempts.</summary>
public sealed class StorageFaultException(string message, Exception cause) : IOException(message, cause);
