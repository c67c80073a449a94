namespace MarketoSync.Simulator;

/// <summary>Data types of lead fields, named as Marketo's describe call names them.</summary>
public enum LeadFieldType
{
    String,
    Email,
    Integer,
    Float,
    Boolean,
    Date,
    DateTime,
    Percent,
    Score,
    Currency,
    Text,
    Phone,
    Url,
}
