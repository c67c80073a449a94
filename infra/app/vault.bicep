import { appRoles } from 'roles.bicep'
import { tagSet } from 'types.bicep'

param name string
param location string
param tags tagSet
param workspaceId string
param appPrincipalId string

@secure()
param marketoClientSecret string

@secure()
param webhookSecret string

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: tenant().tenantId
    sku: {
      family: 'A'
      name: 'standard'
    }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 90
    enablePurgeProtection: true
    publicNetworkAccess: 'Enabled'
    networkAcls: {
      bypass: 'AzureServices'
      defaultAction: 'Allow'
    }
  }
}

resource clientSecret 'Microsoft.KeyVault/vaults/secrets@2024-11-01' = {
  parent: vault
  name: 'marketo-client-secret'
  properties: {
    value: marketoClientSecret
    contentType: 'Client secret of the Marketo custom service'
  }
}

resource webhook 'Microsoft.KeyVault/vaults/secrets@2024-11-01' = if (!empty(webhookSecret)) {
  parent: vault
  name: 'webhook-secret'
  properties: {
    value: webhookSecret
    contentType: 'What webhooks sign with'
  }
}

resource clientSecretRight 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(clientSecret.id, appPrincipalId, appRoles.keyVaultSecretsUser)
  scope: clientSecret
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', appRoles.keyVaultSecretsUser)
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
  }
}

resource webhookRight 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(webhookSecret)) {
  name: guid(webhook.id, appPrincipalId, appRoles.keyVaultSecretsUser)
  scope: webhook
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', appRoles.keyVaultSecretsUser)
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
  }
}

resource audit 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'audit'
  scope: vault
  properties: {
    workspaceId: workspaceId
    logs: [
      {
        category: 'AuditEvent'
        enabled: true
      }
    ]
  }
}

output clientSecretSetting string = '@Microsoft.KeyVault(VaultName=${vault.name};SecretName=${clientSecret.name})'
output webhookSecretSetting string = '@Microsoft.KeyVault(VaultName=${vault.name};SecretName=${webhook.name})'
