@export()
@description('Whoever puts files into the inbox: a user, a group, or another application.')
@sealed()
type principal = {
  @description('Its object id in Microsoft Entra ID.')
  id: string
  type: 'Group' | 'ServicePrincipal' | 'User'
}

@export()
@description('After how many days something is deleted.')
@sealed()
type retention = {
  @description('What is kept of a run, files of the inbox that were filed away, and the content of queued records that is too large for a message.')
  @minValue(1)
  runDays: int

  @description('The history of a run that is over, and the keys that requests were made under. Left out: as the app does by itself.')
  @minValue(1)
  @maxValue(3650)
  historyDays: int?

  @description('Logs and telemetry.')
  @minValue(30)
  @maxValue(730)
  logDays: int
}

@export()
@description('The limits of the calls to Marketo. Each is named as its setting, Marketo__NAME, and what is left out keeps the app\'s own default.')
@sealed()
type limits = {
  @minValue(1)
  @maxValue(300)
  MaxBatchRecords: int?
  MaxRequestBytes: int?
  MaxImportBytes: int?
  @minValue(1)
  @maxValue(10)
  MaxConcurrentCalls: int?
  CallsPerWindow: int?
  WindowSeconds: int?
  DailyCallLimit: int?
  DailyQuota: int?
  QuotaReserve: int?
  RequestTimeoutSeconds: int?
  SettleSeconds: int?
  MaxAttempts: int?
  BackoffSeconds: int?
  PollSeconds: int?
}

@export()
@description('What is done with the files of the inbox. Each is named as its setting, Sync__NAME, and what is left out keeps the app\'s own default.')
@sealed()
type inboxOptions = {
  InboxTarget: string?
  InboxAction: string?
  InboxLookupField: string?
  InboxMode: 'sync' | 'bulk' | 'auto'?

  @description('A mapping of fields as JSON text.')
  InboxMap: string?

  InboxPreflight: 'off' | 'warn' | 'reject'?

  @description('A number of records, or a share such as 5%.')
  InboxMaxRefused: string?
}

@export()
@description('How far the app scales.')
@sealed()
type scale = {
  @description('Most instances of each scale group: of Durable Functions, of HTTP, and of the timer. The limits of calls hold however many there are.')
  @minValue(1)
  @maxValue(1000)
  maximumInstanceCount: int

  @description('Instances of Durable Functions that always run. With none a timer of a run that waits may ring late.')
  @minValue(0)
  alwaysReadyInstances: int
}

@export()
@description('When to raise an alert.')
@sealed()
type thresholds = {
  @description('Percent of the records of an hour that did not get in.')
  @minValue(0)
  @maxValue(100)
  refusedPercent: int

  @description('Percent of the daily calls that are left.')
  @minValue(0)
  @maxValue(100)
  quotaLeftPercent: int

  @description('Failed executions and exceptions in a quarter of an hour.')
  @minValue(0)
  failures: int
}

@export()
@description('Tags of resources.')
type tagSet = {
  *: string
}

@export()
@description('Settings of the app by their names.')
type settingSet = {
  *: string
}
