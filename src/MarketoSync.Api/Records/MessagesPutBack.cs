namespace MarketoSync.Api.Records;

/// <summary>How many messages that were set aside wait again.</summary>
public sealed record MessagesPutBack(int PutBack);
