using '../../infra/main.bicep'

// Every parameter has a value here that is not its default, so that the tests see all that the template can do.
param name = 'all'
param tags = { team: 'marketing' }
param marketoBaseUrl = 'https://123-ABC-456.mktorest.com'
param marketoIdentityUrl = 'https://123-ABC-456.mktorest.com/identity'
param marketoClientId = 'a-client'
param marketoClientSecret = readEnvironmentVariable('Marketo__ClientSecret')
param webhookSecret = readEnvironmentVariable('Sync__WebhookSecret')
param marketoLimits = {
  MaxBatchRecords: 200
  MaxRequestBytes: 900000
  MaxImportBytes: 9000000
  MaxConcurrentCalls: 8
  CallsPerWindow: 80
  WindowSeconds: 21
  DailyCallLimit: 40000
  DailyQuota: 60000
  QuotaReserve: 5000
  RequestTimeoutSeconds: 400
  SettleSeconds: 310
  MaxAttempts: 4
  BackoffSeconds: 2
  PollSeconds: 10
}
param schedule = '0 */1 * * * *'
param inbox = 'marketing-files'
param inboxHandling = {
  InboxTarget: 'leads'
  InboxAction: 'updateOnly'
  InboxLookupField: 'email'
  InboxMode: 'sync'
  InboxPreflight: 'reject'
  InboxMaxRefused: '5%'
  InboxMap: '{"rename":{"E-Mail":"email"}}'
}
param uploader = {
  id: '00000000-0000-0000-0000-00000000000a'
  type: 'Group'
}
param retain = {
  runDays: 30
  historyDays: 14
  logDays: 60
}
param storageSku = 'Standard_LRS'
param scaling = {
  maximumInstanceCount: 4
  alwaysReadyInstances: 0
}
param alertEmail = 'operations@example.com'
param alertThresholds = {
  refusedPercent: 3
  quotaLeftPercent: 25
  failures: 0
}
