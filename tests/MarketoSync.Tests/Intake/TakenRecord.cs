namespace MarketoSync.Tests.Intake;

internal sealed record TakenRecord(uint Record, uint Line, uint Previous, string Text);
